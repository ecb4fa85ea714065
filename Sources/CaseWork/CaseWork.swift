// CaseWork

// CaseFile

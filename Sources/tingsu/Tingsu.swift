import ArgumentParser

@main
struct Tingsu: ParsableCommand {}

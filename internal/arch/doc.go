// Package arch holds the shape of the program as tests: which package may import which, what a file of rules may not
// reach for, who holds the right to write, and that every SQL text is accepted by both engines. Its list of packages
// (floors.go) is the architecture document.
//
// It holds no code that runs in the program.
package arch

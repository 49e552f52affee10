package template

import "samsyn/internal/ref"

const (
	rootPath = "/mall"
	nextPath = "/mall/nasta"
	helpPath = "/stod"
)

// PathOf leads from a thing of this room to its page. A version that is still being written has its page there too.
func PathOf(thing ref.Ref) string {
	if thing.Kind == HelpKind {
		return helpPath + "/" + thing.ID
	}
	return rootPath + "/" + thing.ID
}

package template

const (
	rootPath = "/mall"
	nextPath = "/mall/nasta"
	helpPath = "/stod"
)

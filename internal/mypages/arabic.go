package mypages

// arabic is the table of Arabic texts, by the Swedish one.
var arabic = map[string]string{}

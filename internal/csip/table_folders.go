package csip

import (
	"path"
	"slices"
	"strings"

	"samsyn/internal/language"
)

// folders are the requirements of how files lie in a package.
func folders() []Requirement {
	t := language.T
	row := func(id string, l Level, where string, text language.Text, ours Answer, judge func(c *contents) answer) Requirement {
		return Requirement{ID: id, Level: l, Where: where, Text: text, Ours: ours, judge: func(c *contents, _ *metsFile) answer { return judge(c) }}
	}
	yes := Answer{}
	return []Requirement{
		row("CSIPSTR1", Must, "/", t("Allt ligger i en enda mapp.", "All lies in one folder alone."), yes, func(c *contents) answer {
			return is(c.root != "", t("paketet har inte en enda mapp överst", "the package has not one folder alone at the top"))
		}),
		row("CSIPSTR2", Should, "/", t("Mappen heter som paketet.", "The folder is named as the package."), yes, func(c *contents) answer {
			if len(c.mets) == 0 {
				return notAsked
			}
			return is(c.mets[0].attr("OBJID") == c.root, t("mappen heter ”%s”, paketet ”%s”", "the folder is named “%s”, the package “%s”").With(c.root, c.mets[0].attr("OBJID")))
		}),
		row("CSIPSTR3", May, "/", t("Paketet får vara en arkivfil, som ZIP.", "The package may be an archive file, such as ZIP."), yes, func(*contents) answer { return met }),
		row("CSIPSTR4", Must, "METS.xml", t("Överst ligger METS.xml, som beskriver paketet.", "At the top lies METS.xml, which describes the package."), yes, func(c *contents) answer {
			return is(c.wrong == nil, t("METS.xml finns inte eller går inte att läsa", "METS.xml is not there or cannot be read"))
		}),
		row("CSIPSTR5", Should, "metadata/", t("Metadata om hela paketet ligger i en egen mapp.", "Metadata of the whole package lie in a folder of their own."), yes, folder("metadata")),
		row("CSIPSTR6", Should, "metadata/preservation/", t("Metadata om bevarande ligger för sig.", "Preservation metadata lie by themselves."), yes, refersInto("amdSec/digiprovMD/mdRef", "metadata/preservation")),
		row("CSIPSTR7", Should, "metadata/descriptive/", t("Beskrivande metadata ligger för sig.", "Descriptive metadata lie by themselves."), yes, refersInto("dmdSec/mdRef", "metadata/descriptive")),
		row("CSIPSTR8", May, "metadata/…/", t("Annan metadata får ligga i egna mappar.", "Other metadata may lie in folders of their own."), otherwise(notNeeded), func(c *contents) answer {
			return is(c.other("metadata/", "descriptive", "preservation"), t("inga andra metadata finns", "there are no other metadata"))
		}),
		row("CSIPSTR9", Should, "representations/", t("Innehållet ligger i en mapp för representationer.", "The content lies in a folder of representations."), yes, folder("representations")),
		row("CSIPSTR10", Should, "representations/…/", t("Varje representation har sin mapp.", "Each representation has its folder."), yes, func(c *contents) answer {
			if !c.has("representations") {
				return notAsked
			}
			loose := slices.ContainsFunc(c.paths(), func(p string) bool { return path.Dir(p) == "representations" })
			return is(!loose, t("filer ligger utanför representationernas mappar", "files lie outside the folders of representations"))
		}),
		row("CSIPSTR11", Should, "representations/…/data/", t("Representationens filer ligger i data.", "The files of a representation lie in data."), yes, inEach("data/")),
		row("CSIPSTR12", Should, "representations/…/METS.xml", t("Representationen har en egen METS.xml.", "The representation has a METS.xml of its own."), otherwise(oneMETS), inEach(metsName)),
		row("CSIPSTR13", Should, "representations/…/metadata/", t("Representationen har en egen mapp för metadata.", "The representation has a folder of metadata of its own."), otherwise(wholeMetadata), inEach("metadata/")),
		row("CSIPSTR14", May, "…/", t("Fler mappar får finnas.", "More folders may be there."), otherwise(notNeeded), func(c *contents) answer {
			return is(c.other("", "metadata", "representations", "schemas", "documentation"), t("inga fler mappar finns", "there are no more folders"))
		}),
		row("CSIPSTR15", Should, "schemas/", t("XML-scheman till det som är XML ligger i en egen mapp.", "XML schemas of what is XML lie in a folder of their own."), otherwise(noSchemas), anywhere("schemas")),
		row("CSIPSTR16", Should, "documentation/", t("Dokumentation av paketet ligger i en egen mapp.", "Documentation of the package lies in a folder of its own."), yes, anywhere("documentation")),
	}
}

// own are the requirements that we add: nothing lies in a package unlisted, nothing is listed twice, and no path leads out of it.
func own() []Requirement {
	t := language.T
	return []Requirement{
		{ID: "SAMSYN1", Level: Must, Where: "/", Text: t("Varje fil utom METS.xml står i en METS-fil.", "Every file but METS.xml stands in a METS file."), judge: func(c *contents, _ *metsFile) answer {
			listed := c.listed()
			for _, p := range c.paths() {
				if p != metsName && listed[p] == 0 {
					return unmet(t("filen %s står inte i någon METS-fil", "the file %s stands in no METS file"), p)
				}
			}
			return met
		}},
		{ID: "SAMSYN2", Level: Must, Where: "/", Text: t("Ingen fil står två gånger.", "No file is listed twice."), judge: func(c *contents, _ *metsFile) answer {
			listed := c.listed()
			for _, p := range c.paths() {
				if listed[p] > 1 {
					return unmet(t("filen %s står %d gånger", "the file %s is listed %d times"), p, listed[p])
				}
			}
			return met
		}},
		{ID: "SAMSYN3", Level: Must, Where: "/", Text: t("Sökvägarna är egna på varje system och leder inte ut ur paketet.", "The paths are each their own on every system and do not lead out of the package."), judge: func(c *contents, _ *metsFile) answer {
			seen := map[string]bool{}
			for _, n := range c.names {
				low := strings.ToLower(n)
				if seen[low] || strings.HasPrefix(n, "/") || slices.Contains(strings.Split(n, "/"), "..") {
					return unmet(t("sökvägen %s är upptagen eller leder ut ur paketet", "the path %s is taken or leads out of the package"), n)
				}
				seen[low] = true
			}
			return met
		}},
	}
}

// is is met when something is so; what says what is wrong otherwise.
func is(so bool, what language.Text) answer {
	if so {
		return met
	}
	return answer{Unmet, what}
}

func folder(name string) func(*contents) answer {
	return func(c *contents) answer { return is(c.has(name), sayMissing.With(name+"/")) }
}

// anywhere asks for a folder in the package or in a representation.
func anywhere(name string) func(*contents) answer {
	return func(c *contents) answer {
		found := c.has(name)
		for _, r := range c.representations() {
			found = found || c.has("representations/"+r+"/"+name)
		}
		return is(found, sayMissing.With(name+"/"))
	}
}

// inEach asks for a file or a folder in each representation.
func inEach(name string) func(*contents) answer {
	return func(c *contents) answer {
		all := c.representations()
		for _, r := range all {
			at := "representations/" + r + "/" + name
			if _, file := c.files[at]; !file && !c.has(strings.TrimSuffix(at, "/")) {
				return unmet(sayMissing, at)
			}
		}
		if len(all) == 0 {
			return notAsked
		}
		return met
	}
}

// refersInto asks that what the METS files refer to from a place lies in a folder, of the package or of a representation.
func refersInto(place, folder string) func(*contents) answer {
	return func(c *contents) answer {
		out := notAsked
		for _, m := range c.mets {
			for _, e := range m.at(place) {
				p, ok := m.leads(e.attr("xlink:href"))
				if !ok || !strings.HasPrefix(p, path.Join(m.folder, folder)+"/") {
					return unmet(language.T("%s ligger inte i %s", "%s does not lie in %s"), e.attr("xlink:href"), folder)
				}
				out = met
			}
		}
		return out
	}
}

// paths are the paths of all files below the package's folder, sorted.
func (c *contents) paths() []string {
	out := make([]string, 0, len(c.files))
	for p := range c.files {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// other tells whether a folder below a prefix is another than those named.
func (c *contents) other(prefix string, known ...string) bool {
	return slices.ContainsFunc(c.paths(), func(p string) bool {
		below, found := strings.CutPrefix(p, prefix)
		first, _, deep := strings.Cut(below, "/")
		return found && deep && !slices.Contains(known, first)
	})
}

// listed counts how many times each file is listed: as a file, or as metadata. A METS file that another points at from its
// structure alone is listed too.
func (c *contents) listed() map[string]int {
	out, pointed := map[string]int{}, map[string]bool{}
	for _, m := range c.mets {
		for _, place := range []string{"dmdSec/mdRef", "amdSec/techMD/mdRef", "amdSec/rightsMD/mdRef", "amdSec/sourceMD/mdRef", "amdSec/digiprovMD/mdRef"} {
			for _, e := range m.at(place) {
				if p, ok := m.leads(e.attr("xlink:href")); ok {
					out[p]++
				}
			}
		}
		for _, group := range m.at("fileSec/fileGrp") {
			for _, e := range group.allFiles() {
				if p, ok := m.leads(e.attr("xlink:href")); ok {
					out[p]++
				}
			}
		}
		for _, e := range m.at("structMap/div/div/mptr") {
			if p, ok := m.leads(e.attr("xlink:href")); ok {
				pointed[p] = true
			}
		}
	}
	for p := range pointed {
		out[p] = max(out[p], 1)
	}
	return out
}

// allFiles are the locations of the files of a group and of the groups in it.
func (e *element) allFiles() []*element {
	out := e.at("file/FLocat")
	for _, inner := range e.at("fileGrp") {
		out = append(out, inner.allFiles()...)
	}
	return out
}

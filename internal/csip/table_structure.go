package csip

import (
	"slices"
	"strings"

	"samsyn/internal/language"
)

const (
	structMap = "structMap[LABEL=CSIP]"
	division  = structMap + "/div/div"
	pointing  = division + "[/mptr]"
)

// structure are the requirements of the structural map.
func structure() []Requirement {
	t := language.T
	several := leftOut(oneMETS)
	out := []Requirement{
		{ID: "CSIP80", Level: Must, Where: "mets/structMap", Text: t("En karta över paketet.", "A map of the package."), judge: some("structMap")},
		{ID: "CSIP81", Level: Must, Where: "mets/structMap/@TYPE", Text: t("Kartan är av slaget PHYSICAL.", "The map is of the type PHYSICAL."), judge: says(structMap, "TYPE", "PHYSICAL")},
		{ID: "CSIP82", Level: Must, Where: "mets/structMap/@LABEL", Text: t("Kartan heter CSIP.", "The map is named CSIP."), judge: when("structMap", some(structMap))},
		{ID: "CSIP83", Level: Must, Where: "mets/structMap/@ID", Text: t("Eget id.", "An id of its own."), judge: named(structMap)},
		{ID: "CSIP84", Level: Must, Where: "mets/structMap/div", Text: t("En enda avdelning överst.", "One division alone at the top."), judge: one(structMap, "div")},
		{ID: "CSIP85", Level: Must, Where: "mets/structMap/div/@ID", Text: t("Eget id.", "An id of its own."), judge: named(structMap + "/div")},
		{ID: "CSIP88", Level: Must, Where: "mets/structMap/div/div[@LABEL=Metadata]", Text: t("En avdelning för metadata.", "A division of metadata."), judge: one(structMap+"/div", "div[LABEL=Metadata]")},
		{ID: "CSIP89", Level: Must, Where: "mets/structMap/div/div[@LABEL=Metadata]/@ID", Text: t("Eget id.", "An id of its own."), judge: named(division + "[LABEL=Metadata]")},
		{ID: "CSIP90", Level: Must, Where: "mets/structMap/div/div/@LABEL", Text: t("Avdelningen heter Metadata.", "The division is named Metadata."), judge: holds(structMap+"/div", "div[LABEL=Metadata]")},
		{ID: "CSIP91", Level: Should, Where: "mets/structMap/div/div[@LABEL=Metadata]/@ADMID", Text: t("Avdelningen pekar på all administrativ metadata som gäller.", "The division points at all administrative metadata that hold."), judge: current("ADMID", "amdSec/digiprovMD", "amdSec/rightsMD", "amdSec/techMD", "amdSec/sourceMD")},
		{ID: "CSIP92", Level: Should, Where: "mets/structMap/div/div[@LABEL=Metadata]/@DMDID", Text: t("Avdelningen pekar på alla beskrivningar som gäller.", "The division points at all descriptions that hold."), judge: current("DMDID", "dmdSec")},
	}
	out = append(out, parts("Documentation", Answer{}, "CSIP93", "CSIP94", "CSIP95", "CSIP96", "CSIP116")...)
	out = append(out, parts("Schemas", leftOut(noSchemas), "CSIP97", "CSIP98", "CSIP99", "CSIP100", "CSIP118")...)
	out = append(out, parts("Representations", Answer{}, "CSIP101", "CSIP102", "CSIP103", "CSIP104", "CSIP119")...)
	return append(out,
		Requirement{ID: "CSIP105", Level: Should, Where: "mets/structMap/div/div", Text: t("En avdelning för varje representation som har en egen METS-fil.", "A division of each representation that has a METS file of its own."), Ours: several, judge: divided},
		Requirement{ID: "CSIP106", Level: Must, Where: "mets/structMap/div/div/@ID", Text: t("Eget id.", "An id of its own."), Ours: several, judge: named(pointing)},
		Requirement{ID: "CSIP107", Level: Must, Where: "mets/structMap/div/div/@LABEL", Text: t("Avdelningen heter som representationens mapp.", "The division is named as the representation’s folder."), Ours: several, judge: fits(pointing, "LABEL", func(v string) bool { return strings.HasPrefix(v, "Representations/") })},
		Requirement{ID: "CSIP108", Level: Must, Where: "mets/structMap/div/div/mptr/@xlink:title", Text: t("Pekar på representationens grupp av filer.", "Points at the representation’s group of files."), Ours: several, judge: titled},
		Requirement{ID: "CSIP109", Level: Must, Where: "mets/structMap/div/div/mptr", Text: t("Avdelningen pekar på representationens METS-fil, en gång.", "The division points at the representation’s METS file, once."), Ours: several, judge: one(division+"[LABEL^=Representations/]", "mptr")},
		Requirement{ID: "CSIP110", Level: Must, Where: "mets/structMap/div/div/mptr/@xlink:href", Text: t("Var METS-filen ligger. Den finns i paketet.", "Where the METS file lies. It is in the package."), Ours: several, judge: leadsTo(division + "/mptr")},
		Requirement{ID: "CSIP111", Level: Must, Where: "mets/structMap/div/div/mptr/@xlink:type", Text: t("Länken är av slaget simple.", "The link is of the type simple."), Ours: several, judge: says(division+"/mptr", "xlink:type", "simple")},
		Requirement{ID: "CSIP112", Level: Must, Where: "mets/structMap/div/div/mptr/@LOCTYPE", Text: t("Filen pekas ut med URL.", "The file is referred to by URL."), Ours: several, judge: says(division+"/mptr", "LOCTYPE", "URL")})
}

// parts are the five requirements of a division over groups of files: there is one, its id, its label, it names every group, and
// what it names is a group.
func parts(label string, ours Answer, ids ...string) []Requirement {
	t := language.T
	groups, div := group+"[USE^="+label+"]", division+"[LABEL="+label+"]"
	at := "mets/structMap/div/div[@LABEL=" + label + "]"
	return []Requirement{
		{ID: ids[0], Level: Should, Where: at, Text: t("Gruppens filer har en avdelning.", "The files of the group have a division."), Ours: ours, judge: listedIn(groups, div)},
		{ID: ids[1], Level: Must, Where: at + "/@ID", Text: t("Eget id.", "An id of its own."), Ours: ours, judge: named(div)},
		{ID: ids[2], Level: Must, Where: at + "/@LABEL", Text: t("Avdelningen heter %s.", "The division is named %s.").With(label), Ours: ours, judge: labelled(groups, label)},
		{ID: ids[3], Level: Must, Where: at + "/fptr", Text: t("Avdelningen pekar på var och en av grupperna.", "The division points at each of the groups."), Ours: ours, judge: when(div, pointedAt(groups, div))},
		{ID: ids[4], Level: Must, Where: at + "/fptr/@FILEID", Text: t("Det som pekas ut är en sådan grupp.", "What is pointed at is such a group."), Ours: ours, judge: each(div+"/fptr", func(_ *contents, m *metsFile, e *element) (language.Text, bool) {
			return sayValue.With("fptr/@FILEID", e.attr("FILEID")), slices.ContainsFunc(m.at(groups), func(g *element) bool { return g.attr("ID") == e.attr("FILEID") })
		})},
	}
}

// listedIn asks for a division where there are such groups of files; groups of METS files of representations have divisions of
// their own.
func listedIn(groups, div string) rule {
	return func(c *contents, m *metsFile) answer {
		if len(m.at(groups)) == 0 || strings.Contains(div, "Representations") && len(m.at(pointing)) > 0 {
			return notAsked
		}
		return some(div)(c, m)
	}
}

// labelled asks that the divisions that point at such groups by fptr have the label.
func labelled(groups, label string) rule {
	return func(c *contents, m *metsFile) answer {
		out := notAsked
		for _, g := range m.at(groups) {
			for _, d := range m.at(division) {
				if !slices.ContainsFunc(d.at("fptr"), func(p *element) bool { return p.attr("FILEID") == g.attr("ID") }) {
					continue
				}
				if d.attr("LABEL") != label {
					return unmet(sayValue, "div/@LABEL", d.attr("LABEL"))
				}
				out = met
			}
		}
		return out
	}
}

func pointedAt(groups, div string) rule {
	return each(groups, func(_ *contents, m *metsFile, g *element) (language.Text, bool) {
		return language.T("gruppen %s pekas inte ut", "the group %s is not pointed at").With(g.attr("ID")),
			slices.ContainsFunc(m.at(div+"/fptr"), func(p *element) bool { return p.attr("FILEID") == g.attr("ID") })
	})
}

// current asks that the division of metadata points at all sections at some places that hold.
func current(attr string, places ...string) rule {
	return func(c *contents, m *metsFile) answer {
		out := notAsked
		for _, d := range m.at(division + "[LABEL=Metadata]") {
			have := strings.Fields(d.attr(attr))
			for _, place := range places {
				for _, e := range m.at(place + "[STATUS=CURRENT]") {
					if !slices.Contains(have, e.attr("ID")) {
						return unmet(language.T("%s pekar inte på %s", "%s does not point at %s"), "div/@"+attr, e.attr("ID"))
					}
					out = met
				}
			}
		}
		return out
	}
}

// divided asks for a division of each METS file of a representation.
func divided(c *contents, m *metsFile) answer {
	out := notAsked
	for _, r := range c.mets[1:] {
		found := slices.ContainsFunc(m.at(division+"/mptr"), func(e *element) bool {
			p, ok := m.leads(e.attr("xlink:href"))
			return ok && p == r.path
		})
		if !found {
			return unmet(language.T("%s har ingen avdelning", "%s has no division"), r.path)
		}
		out = met
	}
	return out
}

// titled asks that a pointer's title is the id of a group of representations.
func titled(c *contents, m *metsFile) answer {
	return each(division+"/mptr", func(_ *contents, m *metsFile, e *element) (language.Text, bool) {
		title := e.attr("xlink:title")
		return sayValue.With("mptr/@xlink:title", title), slices.ContainsFunc(m.at(group+"[USE^=Representations]"), func(g *element) bool { return g.attr("ID") == title && title != "" })
	})(c, m)
}

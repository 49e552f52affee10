package measure

import (
	"slices"

	"golang.org/x/text/language/display"

	xlanguage "golang.org/x/text/language"

	"samsyn/internal/language"
)

// Group is a target group of local agreements (domain facts 14.3, § 5). A person can be of several.
type Group string

// The target groups.
const (
	LongTerm     Group = "long-term"     // long without work; how long is said by a definition
	Youth        Group = "youth"         // 16–24 who neither work nor study
	NewArrivals  Group = "new-arrivals"  // nyanlända
	Income       Group = "income"        // income support because of unemployment
	Reduced      Group = "reduced"       // reduced work capacity
	AdultStudies Group = "adult-studies" // in adult education and in need of a labour market measure
)

// Groups lists the target groups in the order of § 5.
func Groups() []Group {
	return []Group{LongTerm, Youth, NewArrivals, Income, Reduced, AdultStudies}
}

// Name gives the group in words.
func (g Group) Name() language.Text {
	t := language.T
	switch g {
	case LongTerm:
		return t("långtidsarbetslösa", "long-term unemployed")
	case Youth:
		return t("unga 16–24 år som varken arbetar eller studerar", "young people aged 16–24 who neither work nor study")
	case NewArrivals:
		return t("nyanlända", "new arrivals")
	case Income:
		return t("personer med ekonomiskt bistånd på grund av arbetslöshet", "people with income support because of unemployment")
	case Reduced:
		return t("personer med nedsatt arbetsförmåga", "people with reduced work capacity")
	case AdultStudies:
		return t("deltagare i vuxenutbildning", "people in adult education")
	}
	return language.Text{}
}

// Health tells whether it says something of a person's health that they are of the group.
func (g Group) Health() bool { return g == Reduced }

// tongues are the languages in which measures are commonly held, after how many speak them.
var tongues = []string{"sv", "en", "ar", "so", "ti", "fa", "prs", "uk", "ru", "ku", "tr", "th", "pl", "fi", "swl"}

// Tongues gives the languages that an entry can name, as language tags. "swl" is Swedish sign language.
func Tongues() []string { return slices.Clone(tongues) }

// TongueName gives a language in words.
func TongueName(tag string) language.Text {
	switch tag { // dictionaries of languages give these no everyday name
	case "prs":
		return language.T("dari", "Dari")
	case "swl":
		return language.T("svenskt teckenspråk", "Swedish sign language")
	}
	t, err := xlanguage.Parse(tag)
	if err != nil {
		return language.Same(tag)
	}
	return language.T(display.Languages(xlanguage.Swedish).Name(t), display.Languages(xlanguage.English).Name(t))
}

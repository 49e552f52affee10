package directory

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Tile is what a map of equal tiles says about a municipality.
type Tile struct {
	Code   string // SCB's four digits
	Name   string
	Label  string // three capital letters that no other municipality has: "LUD"
	County string // the county's letters: AB, C, D … BD
}

// Tiles gives one tile for each municipality, in the order given. Labels are the first three letters of the name;
// where two would be alike the one with the higher code takes the next letter of its name instead of the third.
func Tiles(municipalities []Municipality) []Tile {
	tiles := make([]Tile, len(municipalities))
	byCode := make([]int, len(municipalities))
	for i, m := range municipalities {
		tiles[i], byCode[i] = Tile{Code: m.Code, Name: m.Name, County: m.CountyLetter}, i
	}
	slices.SortFunc(byCode, func(a, b int) int { return strings.Compare(tiles[a].Code, tiles[b].Code) })
	taken := map[string]bool{}
	for _, i := range byCode {
		tiles[i].Label = freeLabel(tiles[i].Name, taken)
		taken[tiles[i].Label] = true
	}
	return tiles
}

// freeLabel gives the first three letters of the name that nobody has: the first letter and two later ones in order.
func freeLabel(name string, taken map[string]bool) string {
	letters := []rune(strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(name)))
	for second := 1; second < len(letters)-1; second++ {
		for third := second + 1; third < len(letters); third++ {
			if label := string([]rune{letters[0], letters[second], letters[third]}); !taken[label] {
				return label
			}
		}
	}
	if utf8.RuneCountInString(name) <= 3 {
		return string(letters)
	}
	return string(letters[:3])
}

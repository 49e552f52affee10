package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"znkr.io/diff"
)

// Op says what happened to a piece of text between two versions.
type Op int

// The ops.
const (
	Kept Op = iota
	Deleted
	Inserted
)

// Piece is a run of text with what happened to it.
type Piece struct {
	Op   Op
	Text string
}

// Words compares two texts word by word. Joined, the kept and deleted pieces are the old text, the kept and
// inserted ones the new.
func Words(old, new string) []Piece {
	var all []Piece
	for _, e := range diff.Edits(tokens(old), tokens(new), diff.Minimal()) {
		switch e.Op {
		case diff.Delete:
			all = append(all, Piece{Deleted, e.X})
		case diff.Insert:
			all = append(all, Piece{Inserted, e.Y})
		default:
			all = append(all, Piece{Kept, e.X})
		}
	}
	slide(all)
	return ordered(all)
}

// slide moves a change that stands alone to the right past text that it also begins with, so that whole
// sentences are marked: "a. b" → "a. c. b" adds " c." and not ". c".
func slide(all []Piece) {
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].Op != Kept && all[j].Op == all[i].Op {
			j++
		}
		alone := j > i && (i == 0 || all[i-1].Op == Kept)
		if !alone || j >= len(all) || all[j].Op != Kept || all[j].Text != all[i].Text || all[i].Text == " " {
			i = max(j, i+1)
			continue
		}
		all[i].Op, all[j].Op = Kept, all[i].Op
		i++
	}
}

func add(all []Piece, op Op, text string) []Piece {
	if n := len(all); n > 0 && all[n-1].Op == op {
		all[n-1].Text += text
		return all
	}
	return append(all, Piece{op, text})
}

// ordered reads as a lawyer expects: what was struck before what was added, in one piece each. A lone space
// between two changes belongs to both, so that a changed phrase is not cut into words.
func ordered(in []Piece) []Piece {
	var out []Piece
	for i := 0; i < len(in); {
		if in[i].Op == Kept {
			out = add(out, Kept, in[i].Text)
			i++
			continue
		}
		var gone, come string
		for ; i < len(in) && (in[i].Op != Kept || bridges(in, i)); i++ {
			if in[i].Op != Inserted {
				gone += in[i].Text
			}
			if in[i].Op != Deleted {
				come += in[i].Text
			}
		}
		if gone != "" {
			out = add(out, Deleted, gone)
		}
		if come != "" {
			out = add(out, Inserted, come)
		}
	}
	return out
}

// bridges tells whether a kept piece is only a space with changes on both sides.
func bridges(in []Piece, i int) bool {
	return in[i].Text == " " && i > 0 && i+1 < len(in) && in[i-1].Op != Kept && in[i+1].Op != Kept
}

// tokens cuts a text into words, numbers, runs of space, and single other signs. Joined they are the text.
func tokens(s string) []string { return whole(cut(s)) }

// whole joins what a number, a date or a time of day is written with, so that 2,5 is never shown as 2 struck, 3 added
// and ,5 kept.
func whole(cut []string) []string {
	var out []string
	for i := 0; i < len(cut); i++ {
		n := len(out)
		if n > 0 && i+1 < len(cut) && strings.Contains(",.:-–/\u00a0\u202f", cut[i]) && endsInDigit(out[n-1]) && unicode.IsDigit([]rune(cut[i+1])[0]) {
			out[n-1] += cut[i] + cut[i+1]
			i++
			continue
		}
		out = append(out, cut[i])
	}
	return out
}

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

func cut(s string) []string {
	var out []string
	last := -1
	for _, r := range s {
		k := sortOf(r)
		if k == last && k != other {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		last = k
	}
	return out
}

const (
	word = iota
	space
	other
)

func sortOf(r rune) int {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return word
	case r != '\n' && unicode.IsSpace(r):
		return space
	default:
		return other
	}
}

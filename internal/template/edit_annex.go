package template

import (
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// SetAnnex writes an annex's name; no 0 adds one, with the number after the highest.
func SetAnnex(no int, name language.Text) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		if name.Sv == "" || name.En == "" {
			return nil, invalid([]fault.Problem{fault.Field("name_sv", sayNeeded)})
		}
		all := slices.Clone(v.Doc.Annexes)
		i := slices.IndexFunc(all, func(a clause.Annex) bool { return a.No == no })
		switch {
		case no == 0:
			for _, a := range all {
				no = max(no, a.No)
			}
			no++
			all = append(all, clause.Annex{No: no, Name: name})
		case i < 0:
			return nil, fault.NotFoundThing()
		case all[i].Name == name:
			return nil, nil
		default:
			all[i].Name = name
		}
		v.Doc.Annexes = all
		return []clause.Field{AnnexField(no)}, nil
	}
}

// RemoveAnnex takes an annex away.
func RemoveAnnex(no int) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		before := len(v.Doc.Annexes)
		v.Doc.Annexes = slices.DeleteFunc(slices.Clone(v.Doc.Annexes), func(a clause.Annex) bool { return a.No == no })
		if len(v.Doc.Annexes) == before {
			return nil, fault.NotFoundThing()
		}
		return []clause.Field{AnnexField(no)}, nil
	}
}

// NoteField is the place of the note of what has changed.
const NoteField clause.Field = "note"

// SetNote writes what has changed since the version before, for those who read it.
func SetNote(text language.Text) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		if text.Sv == "" || text.En == "" {
			return nil, invalid([]fault.Problem{fault.Field("text_sv", sayNeeded)})
		}
		if v.Note == text {
			return nil, nil
		}
		v.Note = text
		return []clause.Field{NoteField}, nil
	}
}

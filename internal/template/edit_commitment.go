package template

import (
	"encoding/json"
	"fmt"
	"slices"

	"samsyn/internal/clause"
	"samsyn/internal/fault"
)

// SetCommitment writes a commitment that there is. Its id and its clause stay.
func SetCommitment(in clause.Commitment) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		i := slices.IndexFunc(v.Doc.Commitments, func(k clause.Commitment) bool { return k.ID == in.ID })
		if i < 0 {
			return nil, fault.NotFoundThing()
		}
		in.Clause = v.Doc.Commitments[i].Clause
		if err := clause.CheckCommitment(v.Doc, in, measured); err != nil {
			return nil, err
		}
		if same, err := sameJSON(v.Doc.Commitments[i], in); err != nil || same {
			return nil, err
		}
		v.Doc.Commitments = slices.Clone(v.Doc.Commitments)
		v.Doc.Commitments[i] = in
		return []clause.Field{clause.CommitmentField(in.ID)}, nil
	}
}

// AddCommitment adds a commitment to a clause, after its others. Its id is the clause's next that none has had; added
// tells it.
func AddCommitment(in clause.Commitment, added *string) Edit {
	return func(v *Version, was used) ([]clause.Field, error) {
		if _, no := v.Doc.Clause(in.Clause); no == 0 {
			return nil, fault.NotFoundThing()
		}
		in.ID = fmt.Sprintf("K%s.%d", in.Clause, was.highest("commitment:K"+in.Clause+".")+1)
		if err := clause.CheckCommitment(v.Doc, in, measured); err != nil {
			return nil, err
		}
		at := len(v.Doc.Commitments)
		for i, k := range v.Doc.Commitments {
			if k.Clause == in.Clause {
				at = i + 1
			}
		}
		v.Doc.Commitments = slices.Insert(slices.Clone(v.Doc.Commitments), at, in)
		*added = in.ID
		return []clause.Field{clause.CommitmentField(in.ID)}, nil
	}
}

// RemoveCommitment takes a commitment away. What mirrored it mirrors nothing then.
func RemoveCommitment(id string) Edit {
	return func(v *Version, _ used) ([]clause.Field, error) {
		if _, ok := v.Doc.Commitment(id); !ok {
			return nil, fault.NotFoundThing()
		}
		v.Doc.Commitments = slices.DeleteFunc(slices.Clone(v.Doc.Commitments), func(k clause.Commitment) bool { return k.ID == id })
		unmirror(v)
		return []clause.Field{clause.CommitmentField(id)}, nil
	}
}

// unmirror lets commitments mirror only those that there are.
func unmirror(v *Version) {
	for i, k := range v.Doc.Commitments {
		if _, ok := v.Doc.Commitment(k.Mirrors); k.Mirrors != "" && !ok {
			v.Doc.Commitments[i].Mirrors = ""
		}
	}
}

func sameJSON(a, b any) (bool, error) {
	x, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b)
	return string(x) == string(y), err
}

package routine

import "slices"

// mergeSteps brings two changed lists of steps together when they were changed in different places; ok is false when
// both changed the same place. It is a three-way merge: steps that all three lists have in the same order stand fast,
// and between two of those at most one side may differ from the base.
func mergeSteps(base, local, origin []Step) (out []Step, ok bool) {
	toLocal, toOrigin := pairs(base, local), pairs(base, origin)
	b, l, o := 0, 0, 0
	for i := 0; i <= len(base); i++ {
		endL, endO := len(local), len(origin)
		if i < len(base) {
			var inL, inO bool
			if endL, inL = toLocal[i]; !inL {
				continue
			}
			if endO, inO = toOrigin[i]; !inO {
				continue
			}
		}
		between, fits := choose(base[b:i], local[l:endL], origin[o:endO])
		if !fits {
			return nil, false
		}
		out = append(out, between...)
		if i < len(base) {
			out = append(out, base[i])
			b, l, o = i+1, endL+1, endO+1
		}
	}
	return out, true
}

// choose takes the side that differs from the base in one stretch; ok is false when both do, in different ways.
func choose(base, local, origin []Step) ([]Step, bool) {
	switch {
	case slices.Equal(local, origin), slices.Equal(origin, base):
		return local, true
	case slices.Equal(local, base):
		return origin, true
	}
	return nil, false
}

// pairs gives for each position of a the position of the same step in b, along a longest common subsequence.
func pairs(a, b []Step) map[int]int {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	out := map[int]int{}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out[i] = j
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

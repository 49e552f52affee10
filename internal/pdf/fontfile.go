package pdf

import "encoding/binary"

// fontFile joins tables into a TrueType file with right checksums.
func fontFile(tables map[string][]byte) []byte {
	var tags []string
	for _, t := range keptTables {
		if len(tables[t]) > 0 {
			tags = append(tags, t)
		}
	}
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	out := directory(tags, tables)
	headAt := 0
	for _, t := range tags {
		if t == "head" {
			headAt = len(out)
		}
		out = append(out, tables[t]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// directory writes the header and the list of tables.
func directory(tags []string, tables map[string][]byte) []byte {
	power, shift := 1, 0
	for power*2 <= len(tags) {
		power, shift = power*2, shift+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tags), power * 16, shift, (len(tags) - power) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tags)
	for _, t := range tags {
		out = append(out, t...)
		out = binary.BigEndian.AppendUint32(out, checksum(tables[t]))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[t])))
		at += (len(tables[t]) + 3) &^ 3
	}
	return out
}

// checksum is the sum of a table's 32-bit words, zeros added at the end.
func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

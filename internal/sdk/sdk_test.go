package sdk

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samsyn/internal/fault"
)

func sample() Message {
	return Message{
		ID: "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a10", Conversation: "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a10",
		Created: time.Date(2026, 3, 2, 8, 0, 0, 250e6, time.UTC), Label: "Q-PLAN", Confidential: true, System: "Samsyn",
		Recipient: Party{Actor: "0203:arbetsformedlingen.se", Label: "Arbetsförmedlingen", Address: "af-nationell", AddressOf: "Kommunfrågor"},
		Sender: Party{Actor: "0203:ludvika.se", Label: "Ludvika kommun", Address: "ludvika-ame", AddressOf: "Arbetsmarknad",
			Persons: []Named{{"1.2.752", "A-1", "Handläggare (Demo)"}}, References: []Named{{"urn:dnr", "AME 2026/12", ""}}},
		Documents: []Document{{ID: "1", Name: "Frågan", Index: "1", Texts: []string{"Finns en aktuell handlingsplan?\nÅ, ä & <ö>."},
			Files: []File{{"samtycke.pdf", "application/pdf", []byte("%PDF-1.7 ett samtycke")}}}},
	}
}

func payload(t testing.TB, m Message) string {
	t.Helper()
	b, err := Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAMessageIsReadBackAsItWasWritten(t *testing.T) {
	first := payload(t, sample())
	m, err := Parse([]byte(first))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(m, sample()) {
		t.Fatalf("%+v", m)
	}
	if again := payload(t, m); again != first {
		t.Fatalf("written again it is not the same:\n%s\n%s", first, again)
	}
}

func TestAnotherPrefixAndOrderAndAttributesAreTaken(t *testing.T) {
	s := payload(t, sample())
	s = strings.ReplaceAll(strings.ReplaceAll(s, "<", "<n:"), "<n:/", "</n:")
	s = strings.Replace(strings.Replace(s, "<n:?xml", "<?xml", 1), "xmlns=", "xmlns:n=", 1)
	s = strings.Replace(s, "<n:root>"+ActorRoot+"</n:root>", "", 1)
	s = strings.Replace(s, "<n:recipientID>", `<n:recipientID root="`+ActorRoot+`">`, 1)
	m, err := Parse([]byte(s))
	if err != nil {
		t.Fatalf("%v %v", err, fault.ProblemsOf(err))
	}
	if !reflect.DeepEqual(m, sample()) {
		t.Fatalf("%+v", m)
	}
}

// TestBrokenMessages: each way in which a file does not hold is refused, and the refusal says where.
func TestBrokenMessages(t *testing.T) {
	swap := func(old, put string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("%q is not in the sample", old)
			}
			return strings.Replace(s, old, put, 1)
		}
	}
	cut := func(from, to string) func(string) string {
		return func(s string) string {
			i := strings.Index(s, from)
			j := strings.Index(s[i:], to) + i + len(to)
			return s[:i] + s[j:]
		}
	}
	id := sample().ID
	for name, x := range map[string]struct {
		spoil func(string) string
		at    string // the end of the path that the refusal names; nothing when it is about the file
	}{
		"empty":                      {func(string) string { return " \n" }, ""},
		"not XML":                    {func(string) string { return "hej" }, ""},
		"cut off":                    {func(s string) string { return s[:len(s)/2] }, ""},
		"not UTF-8":                  {func(s string) string { return strings.Replace(s, "Å", "\xc5", 1) }, ""},
		"another encoding":           {swap(`encoding="UTF-8"`, `encoding="ISO-8859-1"`), ""},
		"a document type":            {swap("<messagePayload", "<!DOCTYPE a [<!ENTITY b \"c\">]><messagePayload"), ""},
		"an instruction":             {swap("<messagePayload", "<?go now?><messagePayload"), ""},
		"an unknown entity":          {swap("Samsyn", "&samsyn;"), ""},
		"two roots":                  {func(s string) string { return s + "<messagePayload/>" }, ""},
		"text after the root":        {func(s string) string { return s + "mer" }, ""},
		"too deep":                   {swap("Samsyn", strings.Repeat("<a>", 20)+strings.Repeat("</a>", 20)), ""},
		"too many elements":          {swap("Samsyn", strings.Repeat("<a>b</a>", maxElements)), ""},
		"too large":                  {func(s string) string { return s + strings.Repeat(" ", MaxSize) }, ""},
		"another root":               {func(s string) string { return strings.ReplaceAll(s, "messagePayload", "payload") }, "payload"},
		"another version":            {swap("Attachments:3", "Attachments:2"), "messagePayload"},
		"no message":                 {cut("<message>", "</message>"), "messagePayload/message"},
		"two messages":               {func(s string) string { return swap("</message>", "</message><message><messageBody/></message>")(s) }, "message"},
		"no header":                  {cut("<messageHeader>", "</messageHeader>"), "messageHeader"},
		"no body":                    {cut("<messageBody>", "</messageBody>"), "messageBody"},
		"no message id":              {cut("<messageId>", "</messageId>"), "messageId"},
		"message id is no UUID":      {swap("<messageId>"+id, "<messageId>17"), "messageId"},
		"two message ids":            {swap("<messageId>", "<messageId>"+id+"</messageId><messageId>"), "messageId"},
		"no conversation":            {cut("<conversationId>", "</conversationId>"), "conversationId"},
		"conversation is no UUID":    {swap("<conversationId>"+id, "<conversationId>"+id+"0"), "conversationId"},
		"answers itself":             {swap("<label>Q-PLAN", "<refToMessageId>"+id+"</refToMessageId><label>Q-PLAN"), "refToMessageId"},
		"reference is no UUID":       {swap("<label>Q-PLAN", "<refToMessageId>x</refToMessageId><label>Q-PLAN"), "refToMessageId"},
		"no time":                    {cut("<creationDateTime>", "</creationDateTime>"), "creationDateTime"},
		"time without decimals":      {swap("08:00:00.250Z", "08:00:00Z"), "creationDateTime"},
		"time with four decimals":    {swap(".250Z", ".2500Z"), "creationDateTime"},
		"time not in UTC":            {swap(".250Z", ".250+01:00"), "creationDateTime"},
		"a day that is not":          {swap("2026-03-02", "2026-02-30"), "creationDateTime"},
		"confidentiality perhaps":    {swap("<confidentiality>true", "<confidentiality>perhaps"), "confidentiality"},
		"no confidentiality":         {cut("<confidentiality>", "</confidentiality>"), "confidentiality"},
		"an empty element":           {swap("<generatingSystem>Samsyn", "<generatingSystem>"), "generatingSystem"},
		"an unknown element":         {swap("<generatingSystem>", "<priority>1</priority><generatingSystem>"), "priority"},
		"an attribute":               {swap("<generatingSystem>", `<generatingSystem kind="x">`), "generatingSystem"},
		"another namespace":          {swap("<generatingSystem>", `<generatingSystem xmlns="urn:other">`), "generatingSystem"},
		"elements in a text":         {swap("<generatingSystem>Samsyn", "<generatingSystem><a>b</a>"), "generatingSystem"},
		"text among elements":        {swap("<messageBody>", "<messageBody>hej"), "messageBody"},
		"a label too long":           {swap("Q-PLAN", strings.Repeat("å", 257)), "label"},
		"no recipient":               {cut("<recipient>", "</recipient>"), "recipient"},
		"no sender":                  {cut("<sender>", "</sender>"), "sender"},
		"recipient without function": {cut("<attention>", "</attention>"), "recipient/attention"},
		"organisation's root":        {swap(ActorRoot, "iso6523"), "recipientID"},
		"organisation's prefix":      {swap("0203:arbets", "0204:arbets"), "recipientID"},
		"organisation not a domain":  {swap("0203:arbetsformedlingen.se", "0203:Arbetsförmedlingen"), "recipientID"},
		"function's root":            {swap(AddressRoot, "urn:riv"), "organizationId"},
		"function without value":     {swap("<extension>af-nationell</extension>", ""), "organizationId"},
		"a person without id":        {cut("<personId>", "</personId>"), "person/personId"},
		"no documents":               {cut("<documents>", "</documents>"), "messageBody"},
		"document without id":        {cut("<documentID>", "</documentID>"), "documentID"},
		"the same document twice":    {swap("<documents>", "<documents><documentID>1</documentID><ContentText><characterSequence>a</characterSequence></ContentText></documents><documents>"), "documentID"},
		"a text without text":        {cut("<characterSequence>", "</characterSequence>"), "ContentText"},
		"file without name":          {cut("<fileName>", "</fileName>"), "fileName"},
		"file with a path":           {swap("<fileName>samtycke", "<fileName>../samtycke"), "fileName"},
		"file without type":          {cut("<contentType>", "</contentType>"), "contentType"},
		"type is no media type":      {swap("application/pdf", "pdf"), "contentType"},
		"file without content":       {cut("<content>", "</content>"), "content"},
		"content is not base64":      {swap("<content>", "<content>*"), "content"},
	} {
		_, err := Parse([]byte(x.spoil(payload(t, sample()))))
		var f *fault.Fault
		if !errors.As(err, &f) {
			t.Errorf("%s: taken in (%v)", name, err)
			continue
		}
		if f.Text.Sv == "" || f.Text.En == "" {
			t.Errorf("%s: refused without words", name)
		}
		if x.at != "" && !names(f, x.at) {
			t.Errorf("%s: %q is not named in %+v", name, x.at, f.Problems)
		}
	}
}

func names(f *fault.Fault, at string) bool {
	for _, p := range f.Problems {
		if strings.HasSuffix(p.Field, at) {
			return true
		}
	}
	return false
}

func TestAMessageOfAnySort(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-zåäöÅÄÖ0-9&<>"' ]{0,20}[a-zåäö]`)
	rapid.Check(t, func(t *rapid.T) {
		m := sample()
		m.Label = word.Draw(t, "label")
		m.Confidential = rapid.Bool().Draw(t, "confidential")
		m.Created = m.Created.Add(time.Duration(rapid.Int64Range(0, 1e9).Draw(t, "later")) * time.Millisecond)
		m.Documents = nil
		for i := range rapid.IntRange(1, 4).Draw(t, "documents") {
			d := Document{ID: string(rune('a' + i)), Texts: rapid.SliceOfN(word, 1, 3).Draw(t, "texts")}
			for range rapid.IntRange(0, 2).Draw(t, "files") {
				d.Files = append(d.Files, File{word.Draw(t, "name"), "text/plain", rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "content")})
			}
			m.Documents = append(m.Documents, d)
		}
		b, err := Marshal(m)
		if err != nil {
			t.Fatalf("%v %v", err, fault.ProblemsOf(err))
		}
		back, err := Parse(b)
		if err != nil || !reflect.DeepEqual(back, m) {
			t.Fatalf("%v: %+v", err, back)
		}
	})
}

func TestWhatXMLCannotCarryIsNotSent(t *testing.T) {
	m := sample()
	m.Label = "en klocka \a"
	if _, err := Marshal(m); err == nil {
		t.Fatal("written, though it cannot be read back")
	}
}

func TestReceipts(t *testing.T) {
	for _, r := range []Receipt{
		{Accepted: true}, {Reason: Signature}, {Reason: Schema, Says: "fel <ö>"}, {Reason: Schematron}, {Reason: Other, Says: "stängt"},
	} {
		r.ID, r.Message, r.At = sample().ID, sample().ID, time.Date(2026, 3, 2, 8, 0, 1, 0, time.UTC)
		r.Sender, r.Receiver = "0203:ludvika.se", "0203:arbetsformedlingen.se"
		b, err := MarshalReceipt(r)
		if err != nil {
			t.Fatalf("%v %v", err, fault.ProblemsOf(err))
		}
		back, err := ParseReceipt(b)
		if err != nil || back != r {
			t.Fatalf("%v: %+v", err, back)
		}
		if !IsReceipt(b) || IsReceipt([]byte(payload(t, sample()))) {
			t.Fatal("a receipt and a message are taken for one another")
		}
		for _, spoil := range [][2]string{
			{"ResponseCode>", "ResponseKode>"}, {">AP<", ">OK<"}, {">RE<", ">OK<"}, {"IssueDate>2026", "IssueDate>26"}, {"08:00:01Z", "08:00:01"},
			{r.Message, "17"}, {receiptSpace, "urn:other"}, {"<cac:SenderParty>", "<cac:SenderParty><cbc:EndpointID>a</cbc:EndpointID>"},
			{">SCHEMA<", ">BECAUSE<"}, {"</ApplicationResponse>", ""},
		} {
			if bad := bytes.ReplaceAll(b, []byte(spoil[0]), []byte(spoil[1])); !bytes.Equal(bad, b) {
				if _, err := ParseReceipt(bad); err == nil {
					t.Errorf("taken in with %q for %q", spoil[1], spoil[0])
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(payload(f, sample())))
	f.Add([]byte("<messagePayload/>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Parse(b)
		if err != nil {
			return
		}
		again, err := Marshal(m)
		if err != nil {
			return // it held what cannot be written in the fixed form, such as a carriage return
		}
		if back, err := Parse(again); err != nil || !reflect.DeepEqual(back, m) {
			t.Fatalf("%v: %+v is not %+v", err, back, m)
		}
	})
}

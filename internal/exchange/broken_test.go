package exchange_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"samsyn/internal/exchange"
	"samsyn/internal/sdk"
)

// TestBrokenFilesLeaveNothing: every way in which a file does not hold is refused with words, and not a row of it is
// written. A whole file is taken in at the end, so that it was not the sample that was refused.
func TestBrokenFilesLeaveNothing(t *testing.T) {
	eachPair(t, func(p pair) {
		here, h := p.kommun, p.af
		here.svc.Outgoing = more(map[string]string{"municipality": "2085"})
		c := here.begin(true, outside())
		m, err := here.post(here.anna, c.ID, about(secret, attachment(here.t, "plan.csv", "a;b\n1;2\n")))
		must(here.t, err)
		whole := string(here.files()[0].Content)
		slip := slipIn(here, whole)
		swap := func(old, put string) string {
			if !strings.Contains(whole, old) {
				h.t.Fatalf("%q is not in the file:\n%s", old, whole)
			}
			return strings.Replace(whole, old, put, 1)
		}
		reslip := func(old, put string) string {
			if !strings.Contains(slip, old) {
				h.t.Fatalf("%q is not in the slip:\n%s", old, slip)
			}
			return swap(base64.StdEncoding.EncodeToString([]byte(slip)), base64.StdEncoding.EncodeToString([]byte(strings.Replace(slip, old, put, 1))))
		}
		cut := func(from, to string) string {
			i := strings.Index(whole, from)
			return whole[:i] + whole[i+strings.Index(whole[i:], to)+len(to):]
		}
		attached := func(name, kind, content string) string {
			out := strings.Replace(whole, "plan.csv", name, 1)
			out = strings.Replace(out, "text/csv", kind, 1)
			return strings.Replace(out, base64.StdEncoding.EncodeToString([]byte("a;b\n1;2\n")), base64.StdEncoding.EncodeToString([]byte(content)), 1)
		}
		broken := map[string]string{
			// the file
			"empty": "", "not XML": "hej", "cut off": whole[:len(whole)-40], "cut in the middle": whole[:len(whole)/2],
			"a document type":    swap("<messagePayload", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><messagePayload"),
			"entities that grow": swap("<messagePayload", "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><messagePayload"),
			"another encoding":   swap("UTF-8", "ISO-8859-1"), "not UTF-8": swap("mars", "m\xe4rs"),
			"another type of message": swap("Attachments:3", "Attachments:2"), "another root": strings.ReplaceAll(whole, "messagePayload", "envelope"),
			"an envelope": "<XHE xmlns=\"http://docs.oasis-open.org/bdxr/ns/XHE/1/ExchangeHeaderEnvelope\"><a>b</a></XHE>",
			// the header
			"no header": cut("<messageHeader>", "</messageHeader>"), "no body": cut("<messageBody>", "</messageBody>"),
			"no message id": cut("<messageId>", "</messageId>"), "message id is no UUID": swap("<messageId>"+m.ID, "<messageId>17"),
			"no conversation": cut("<conversationId>", "</conversationId>"), "conversation is no UUID": swap("<conversationId>"+c.ID, "<conversationId>x"),
			"no time": cut("<creationDateTime>", "</creationDateTime>"), "local time": swap("000Z<", "000+01:00<"), "no decimals": swap(".000Z<", "Z<"),
			"made in the future": swap("2026-03-02T08", "2026-03-03T08"), "an impossible day": swap("2026-03-02T08", "2026-02-30T08"),
			"confidentiality perhaps": swap("<confidentiality>true", "<confidentiality>maybe"), "a priority": swap("<generatingSystem>", "<priority>1</priority><generatingSystem>"),
			"an empty element": swap("<generatingSystem>Samsyn", "<generatingSystem>"), "a long subject": swap("<label>Q-PLAN", "<label>"+strings.Repeat("x", 257)),
			"no recipient": cut("<recipient>", "</recipient>"), "no sender": cut("<sender>", "</sender>"), "no function": cut("<attention>", "</attention>"),
			"an unknown function": swap(agencyPlace, "af-okand"), "an unknown organisation": swap(agencyActor, "0203:annan.se"),
			"organisation without prefix": swap(agencyActor, "arbetsformedlingen.se"), "a wrong root of ids": swap("iso6523-actorid-upis", "iso6523"),
			"sender is the recipient": strings.ReplaceAll(strings.ReplaceAll(whole, ludvikaActor, agencyActor), ludvikaPlace, agencyPlace),
			// the documents and their files
			"no documents": cut("<documents>", "</documents>\n    </messageBody>") + "", "the same document twice": swap("<documentID>message", "<documentID>samsyn"),
			"content is not base64": swap("<content>", "<content>*"), "a name that is a path": swap("plan.csv", "../plan.csv"),
			"a program": attached("plan.exe", "application/octet-stream", "MZ\x90\x00"), "a program in disguise": attached("plan.pdf", "application/pdf", "MZ\x90\x00 is no PDF"),
			"a script":               attached("plan.js", "text/javascript", "alert(1)"),
			"a PDF with scripts":     attached("plan.pdf", "application/pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"),
			"another type than told": attached("plan.csv", "application/pdf", "a;b\n1;2\n"), "a hidden file": attached(".plan.csv", "text/csv", "a;b\n1;2\n"),
			"a web page": attached("plan.html", "text/html", "<html></html>"),
			// what goes along from one Samsyn to another
			"slip is no JSON": reslip("{", "["), "two slips in one": reslip("{", "{}{"), "slip of a later version": reslip(`"samsyn": 1`, `"samsyn": 2`),
			"slip under another name": swap("samsyn.json", "other.json"), "an unknown topic": reslip("Q-PLAN", "Q-NONE"),
			"a topic about a person that is not": reslip(`"personal": true`, `"personal": false`), "no ground": reslip(`"ground": "consent"`, `"ground": ""`),
			"an unknown ground": reslip(`"consent"`, `"kindness"`), "no purpose": reslip("gemensam planering", ""), "a number in the purpose": reslip("gemensam planering", "planering 199201012383"),
			"not certified": reslip(`"certified": true`, `"certified": false`), "a kind of thread that cannot be": reslip(`"enquiry"`, `"En fråga"`),
			"a kind of message that cannot be": reslip(`"question"`, `"<b>"`), "a number among the facts": reslip(`"2085"`, `"920101-2383"`), "a long fact": reslip("2085", strings.Repeat("x", 1001)),
		}
		if len(broken) < 50 {
			h.t.Fatalf("%d kinds", len(broken))
		}
		for name, content := range broken {
			h.refuses(name, []byte(content))
			if content != "" && !wroteRefusal(h, content) {
				h.t.Errorf("%s: that it was refused is not written down", name)
			}
		}
		h.take(exchange.Parcel{Content: []byte(whole)})
		// What is whole in itself and yet cannot be: a known id with another text, a thread of others, an answer astray.
		h.refuses("the same id with another text", []byte(swap("mars", "april")))
		other := foreign()
		h.take(exchange.Parcel{Content: written(h.t, other)})
		stranger := foreign()
		stranger.ID, stranger.Sender.Actor = "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a13", "0203:falun.se"
		h.refuses("into a thread of others", written(h.t, stranger))
		astray := foreign()
		astray.ID, astray.RefersTo = "5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a14", m.ID
		h.refuses("an answer to another thread", written(h.t, astray))
		general := strings.Replace(whole, `<messageId>`+m.ID, `<messageId>5f0c8a2e-4d57-4c8e-9a39-5f4b5b1d7a15`, 1)
		free := strings.NewReplacer(`"personal": true`, `"personal": false`, "Q-PLAN", "Q-GENERAL").Replace(slip)
		h.refuses("a general message in a thread about a person", []byte(strings.Replace(general, base64.StdEncoding.EncodeToString([]byte(slip)), base64.StdEncoding.EncodeToString([]byte(free)), 1)))
		answered(h)
	})
}

// answered asserts that a refused file is answered with a receipt where it says to whom, and that the receipt tells
// nothing but the reason's code.
func answered(h *house) {
	h.t.Helper()
	codes := map[string]int{}
	for _, p := range h.files() {
		if !p.Receipt {
			continue
		}
		r, err := sdk.ParseReceipt(p.Content)
		must(h.t, err)
		if r.Sender != agencyActor || r.Says != "" {
			h.t.Errorf("%+v", r)
		}
		codes[fmt.Sprint(r.Accepted, r.Reason)]++
	}
	if codes["true"] != 2 || codes["falseSCHEMATRON"] == 0 || codes["falseOTHER"] == 0 {
		h.t.Errorf("%v", codes)
	}
}

func slipIn(h *house, whole string) string {
	m, err := sdk.Parse([]byte(whole))
	must(h.t, err)
	return string(m.Documents[0].Files[0].Content)
}

func wroteRefusal(h *house, content string) bool {
	return h.count("SELECT count(*) FROM exchange_parcel WHERE direction = 'in' AND state = 'refused' AND digest = $1 AND problem <> ''", digestOf(content)) == 1
}

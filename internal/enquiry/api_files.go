package enquiry

import (
	"bytes"
	"fmt"

	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
)

// fileRoom is how much a call with attachments may carry: they travel as Base64, which is four bytes for three.
const fileRoom = file.MaxSize/3*4 + 1<<20

// FileBody is an attachment as a program sends it.
type FileBody struct {
	Name    string `json:"name" minLength:"1" maxLength:"200" example:"plan.pdf"`
	Content []byte `json:"content" doc:"Innehållet i Base64; alla bilagor tillsammans högst 20 MB || The content in Base64; all attachments together at most 20 MB"`
}

// SortBody says what a question is about that came without a topic.
type SortBody struct {
	Seen
	Topics       []contact.Topic `json:"topics" minItems:"1" maxItems:"20"`
	Municipality string          `json:"municipality" maxLength:"4"`
	Number       string          `json:"number,omitempty" maxLength:"20" doc:"Personnummer, om frågan gäller någon; då behövs en grund || Personal number, if it is about somebody; a ground is needed then"`
	Name         string          `json:"name,omitempty" maxLength:"200"`
	Basis        BasisBody       `json:"basis,omitempty"`
}

// checked checks the attachments of a call by what they hold and how large they are; what is wrong with one is said of its
// place in the body.
func checked(files []FileBody, owner string) (list []file.Checked, err error) {
	var all int64
	for i, f := range files {
		name := fmt.Sprintf("files[%d].content", i)
		if all += int64(len(f.Content)); all > file.MaxSize {
			return nil, badFile(name, language.T("Bilagorna är tillsammans större än 20 MB. Skicka färre eller mindre filer.", "The attachments are larger than 20 MB together. Send fewer or smaller files."))
		}
		c, err := file.Check(file.Input{Name: f.Name, Content: bytes.NewReader(f.Content), Size: int64(len(f.Content)), Owner: owner})
		if fault.Is(err, fault.Invalid) {
			why := language.T("Filen kan inte tas emot. Skicka den som PDF eller bild.", "The file cannot be taken in. Send it as PDF or picture.")
			for _, p := range fault.ProblemsOf(err) {
				why = p.Text
			}
			return nil, badFile(name, why)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

func badFile(field string, why language.Text) error {
	return fault.New(fault.Invalid, language.T("En bilaga togs inte emot.", "An attachment was not taken in."), fault.Field(field, why))
}

// fileItem is an attachment as the API gives it.
type fileItem struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Type  string `json:"type"`
	Bytes int64  `json:"bytes"`
	Path  string `json:"path" doc:"Där den hämtas, med samma API-nyckel; varje hämtning loggas || Where it is fetched, with the same API key; each fetch is logged"`
}

func fileItems(e Enquiry, files []file.File) (list []fileItem) {
	for _, f := range files {
		list = append(list, fileItem{f.ID, f.Name, string(f.Type), f.Size, e.Page() + "/bilaga/" + f.ID})
	}
	return list
}

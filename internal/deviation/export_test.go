package deviation

import (
	"context"

	"samsyn/internal/db"
	"samsyn/internal/pdf"
)

// PaperOf is the document of an authority's file of a deviation before it is rendered.
func PaperOf(ctx context.Context, q db.Reader, id, authority string) (pdf.Document, error) {
	f, err := folderOf(ctx, q, FileRef(id, authority).ID)
	if err != nil {
		return pdf.Document{}, err
	}
	d, err := get(ctx, q, id)
	if err != nil {
		return pdf.Document{}, err
	}
	return paperOf(ctx, q, d, f)
}

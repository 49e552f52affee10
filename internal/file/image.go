package file

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"samsyn/internal/language"
)

// maxPixels bounds a picture: an A3 page at 600 dots per inch is 70 million.
const maxPixels = 100_000_000

var broken = language.T("Filen är skadad eller avkortad. Spara den på nytt och skicka den igen.",
	"The file is damaged or cut short. Save it anew and send it again.")

func checkPNG(content io.ReaderAt, size int64) error {
	end := []byte("\x00\x00\x00\x00IEND\xaeB`\x82")
	if size < int64(len(end)) {
		return refuse(broken)
	}
	tail, err := part(content, size-int64(len(end)), int64(len(end)))
	if err != nil {
		return unreadable(err)
	}
	if !bytes.Equal(tail, end) {
		return refuse(broken)
	}
	return checkPixels(png.DecodeConfig(io.NewSectionReader(content, 0, size)))
}

func checkJPEG(content io.ReaderAt, size int64) error {
	return checkPixels(jpeg.DecodeConfig(io.NewSectionReader(content, 0, size)))
}

func checkPixels(c image.Config, err error) error {
	switch {
	case err != nil || c.Width <= 0 || c.Height <= 0:
		return refuse(broken)
	case int64(c.Width)*int64(c.Height) > maxPixels:
		return refuse(language.T("Bilden är större än %d miljoner bildpunkter. Spara den med lägre upplösning.",
			"The picture is larger than %d million pixels. Save it at a lower resolution.").With(maxPixels / 1_000_000))
	}
	return nil
}

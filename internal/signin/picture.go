package signin

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// qrPicture is a QR code as the path of its dark squares.
type qrPicture struct {
	size int
	path string
}

const quiet = 4 // white squares around it, ISO/IEC 18004

func (p qrPicture) side() string { return strconv.Itoa(p.size) }

func (p qrPicture) box() string { return "0 0 " + p.side() + " " + p.side() }

func drawQR(text string) (qrPicture, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return qrPicture{}, err
	}
	b := code.Bounds()
	var path strings.Builder
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 128 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x-b.Min.X+quiet, y-b.Min.Y+quiet)
			}
		}
	}
	return qrPicture{size: b.Dx() + 2*quiet, path: path.String()}, nil
}

package deviation

// The addresses of the room's lists.
const (
	listPath     = "/avvikelser"
	analysesPath = "/avvikelser/analyser"
)

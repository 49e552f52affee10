package signin

import "time"

// CodeAt is the code of an instant, as an app makes it.
func CodeAt(secret []byte, now time.Time) string { return codeAt(secret, stepOf(now)) }

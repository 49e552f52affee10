package policy

import "samsyn/internal/language"

// The trail and the running of the house.
const (
	OpenAdmin   Action = "admin.open"    // the page that leads to what one administers
	ReadTrail   Action = "trail.read"    // lines of the trail
	ExportTrail Action = "trail.export"  // lines of the trail as a file
	VerifyTrail Action = "trail.verify"  // prove that nothing has been changed or taken away
	Dispose     Action = "trail.dispose" // lawful disposal under a numbered protocol
	ReadJobs    Action = "job.read"      // what runs by the clock, and what is stuck
	RetryJob    Action = "job.retry"     // run a stuck job again
)

// chapterTrail is the control of what has been done, and the running of the house. Who runs the installation can prove
// that the trail is whole without reading it.
func chapterTrail() Chapter {
	t := language.T
	runner := Who{InstallationAdmin: {{All}}, System: {{All}}}
	return Chapter{Title: t("Loggen och driften", "The trail and the running"), Rules: []Rule{
		{Action: OpenAdmin, Says: t("öppna administrationen", "open the administration"), Read: true,
			Who: Who{LocalAdmin: {{All}}, HeadOffice: {{All}}, LogAuditor: {{All}}, InstallationAdmin: {{All}}}},
		{Action: ReadTrail, Over: kindTrailEntry, Says: t("läsa loggen", "read the trail"), Read: true, Who: Who{LogAuditor: {{Own}}}},
		{Action: ExportTrail, Over: kindTrailEntry, Says: t("hämta loggen som fil", "fetch the trail as a file"), Read: true, Who: Who{LogAuditor: {{Own}}}},
		{Action: VerifyTrail, Says: t("kontrollera att loggen är hel", "verify that the trail is whole"), Read: true,
			Who: Who{LogAuditor: {{All}}, InstallationAdmin: {{All}}, System: {{All}}}},
		{Action: Dispose, Says: t("gallra ur loggen enligt ett protokoll", "dispose of entries of the trail under a protocol"), Who: Who{System: {{All}}}},
		{Action: ReadJobs, Says: t("se vad som körs och vad som har fastnat", "see what runs and what is stuck"), Read: true, Who: runner},
		{Action: RetryJob, Says: t("köra om det som har fastnat", "run again what is stuck"), Who: runner},
	}}
}

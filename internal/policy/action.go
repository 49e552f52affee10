package policy

// The open pages, for everybody. See chapterOpen.
const (
	OpenPage           Action = "page.open"         // a page that says nothing about anybody: sign-in, language, about, accessibility, components
	ReadFront          Action = "front.read"        // the front page
	ReadMunicipality   Action = "municipality.read" // a municipality's page, and the directory: authorities, units, offices
	ReadCoverage       Action = "coverage.read"     // which municipalities have an agreement, on any date
	ReadRegister       Action = "register.read"     // the register of agreements: parties, dates, registry numbers, status
	ReadPublicDocument Action = "document.read"     // public documents: templates, reports
	ReadOpenData       Action = "opendata.read"     // open data as CSV
	UseAPI             Action = "api.read"          // the open part of the API, its description and documentation
	ReadTrailHead      Action = "trail.head"        // the signed head of the trail, which anyone may keep as a witness
)

// The signed-in person's own. See chapterAccount.
const (
	OpenHome       Action = "home.read"        // one's own first page after sign-in
	SignOut        Action = "session.end"      // leave
	ReadSession    Action = "session.read"     // list sessions
	RevokeSession  Action = "session.revoke"   // end a session elsewhere
	ChangePassword Action = "account.password" // choose a new password for one's own account
)

// Accounts and roles. See chapterAccount.
const (
	ReadAccount     Action = "account.read"     // see an account and its duties
	AddAccount      Action = "account.add"      // make an account in an authority
	EditAccount     Action = "account.edit"     // change, block or close an account; end a duty
	GrantRole       Action = "account.grant"    // give an account a duty
	ResetPassword   Action = "account.reset"    // let somebody choose a new password
	ManageAPIClient Action = "apiclient.manage" // make and revoke an authority's API keys
)

// Agreements. See chapterAgreement.
const (
	ImportAgreements  Action = "agreement.import"    // take in a file of agreements of any municipalities
	RegisterAgreement Action = "agreement.register"  // enter one signed agreement that binds an authority
	EditAgreement     Action = "agreement.edit"      // correct an agreement in the register, attach its scanned copy
	ReadScan          Action = "agreement.scan.read" // open the scanned copy, which names those who signed
)

// The directory. See chapterDirectory.
const (
	OpenDirectory    Action = "directory.admin"   // the directory's administration pages
	ImportDirectory  Action = "directory.import"  // take in municipalities, authorities, units or offices from a file
	EditMunicipality Action = "municipality.edit" // change a municipality
	AddAuthority     Action = "authority.add"     // enter a new authority
	EditAuthority    Action = "authority.edit"    // change or close an authority
	AddUnit          Action = "unit.add"          // enter a unit in an authority
	EditUnit         Action = "unit.edit"         // change or close a unit
	AddOffice        Action = "office.add"        // enter an office of an authority
	EditOffice       Action = "office.edit"       // change or close an office
)

// The trail and the running of the house. See chapterTrail.
const (
	ReadTrail   Action = "trail.read"    // lines of the trail
	ExportTrail Action = "trail.export"  // lines of the trail as a file
	VerifyTrail Action = "trail.verify"  // prove that nothing has been changed or taken away
	Dispose     Action = "trail.dispose" // lawful disposal under a numbered protocol
	ReadJobs    Action = "job.read"      // what runs by the clock, and what is stuck
	RetryJob    Action = "job.retry"     // run a stuck job again
)

package ui

// PollHeader tells that a page asks by itself, as Live does: that is no sign that anybody sits there.
const PollHeader = "Samsyn-Poll"

"""Standing in for the PMO: the page that a stand-in reads, and handing over what somebody has taken for some days."""

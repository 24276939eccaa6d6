"""Pages of the public site; they know only what the gate lets through."""

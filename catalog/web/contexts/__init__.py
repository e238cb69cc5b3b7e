"""One frozen dataclass per page: all that its template gets, and builders that make it from values of the domain."""

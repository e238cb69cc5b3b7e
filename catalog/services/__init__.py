"""What people do, each once, for the web and the command line alike: no HTTP here, no terminal."""

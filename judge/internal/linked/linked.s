// Without a file of assembly the compiler does not let a function have no body.

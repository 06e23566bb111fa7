// The compiler accepts functions without a body only if the package contains an assembly file.

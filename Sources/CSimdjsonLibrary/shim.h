// Linked by CSimdjson, which is C++; nothing of it is seen in Swift.

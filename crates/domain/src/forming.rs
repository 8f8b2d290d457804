//! Forms groups from members (stub replaced below).

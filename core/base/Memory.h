// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

/// Gives back what only the start of a program needed: free pieces of the heap, and the resident
/// pages of code, of which those that are used come back by themselves. Any thread; once, when the
/// start is over. A failure costs memory and nothing else, so it is not told.
void forgetTheStart();

} // namespace gatehouse

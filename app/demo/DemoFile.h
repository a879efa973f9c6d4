// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gatehouse::demo {

/// resources/demo/acme.yaml, byte for byte.
extern const std::string_view kDemoFile;

} // namespace gatehouse::demo

// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The files of resources/catalogue as they are on disk, embedded by CMake. Their form is in that
/// folder's README. Constant for the life of the program; any thread may read them.
namespace gatehouse::ai::catalogue_data {

extern const std::string_view providers;
extern const std::string_view models;
extern const std::string_view priceTiers;
extern const std::string_view priceWindows;
extern const std::string_view unitPrices;

} // namespace gatehouse::ai::catalogue_data

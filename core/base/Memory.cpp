// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Memory.h"

#include <charconv>
#include <cstdint>
#include <fstream>
#include <malloc.h>
#include <string>
#include <string_view>
#include <sys/mman.h>

namespace gatehouse {

namespace {

/// Reads a hexadecimal address and steps behind it and the character after it.
std::uintptr_t takeAddress(std::string_view& line)
{
    std::uintptr_t address = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), address, 16);
    const auto used = static_cast<std::size_t>(end - line.data());
    line.remove_prefix(used < line.size() ? used + 1 : used);
    return error == std::errc{} ? address : 0;
}

} // namespace

void forgetTheStart()
{
    ::malloc_trim(0);
    // Only code: nothing in it was changed since it was mapped, as in data that was relocated.
    std::ifstream maps("/proc/self/maps");
    for (std::string text; std::getline(maps, text);) {
        std::string_view line = text;
        const std::uintptr_t begin = takeAddress(line);
        const std::uintptr_t end = takeAddress(line);
        if (begin < end && line.starts_with("r-xp ") && line.find('/') != std::string_view::npos)
            ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
    }
}

} // namespace gatehouse

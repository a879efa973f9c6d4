// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include <cstdio>

namespace gatehouse::app {

int failed(const Error& error)
{
    std::fprintf(stderr, "gatehoused: %s\n", error.text().c_str());
    return 1;
}

int failed(const std::string& file, const std::vector<model::Fault>& faults)
{
    for (const model::Fault& fault : faults)
        std::fprintf(stderr, "%s\n", model::faultText(file, fault).c_str());
    return 1;
}

} // namespace gatehouse::app

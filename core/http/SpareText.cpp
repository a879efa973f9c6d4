// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/SpareText.h"

#include <utility>
#include <vector>

namespace gatehouse::http {

namespace {

constexpr std::size_t kMost = 64;
constexpr std::size_t kLeastRoom = 512;
constexpr std::size_t kMostRoom = 4096;

std::vector<std::string>& spare()
{
    thread_local std::vector<std::string> texts;
    return texts;
}

} // namespace

std::string takeText(std::size_t room)
{
    auto& texts = spare();
    std::string text;
    if (!texts.empty()) {
        text = std::move(texts.back());
        texts.pop_back();
    }
    text.reserve(room < kLeastRoom ? kLeastRoom : room);
    return text;
}

void giveText(std::string&& text)
{
    auto& texts = spare();
    if (text.capacity() < kLeastRoom || text.capacity() > kMostRoom || texts.size() >= kMost)
        return;
    text.clear();
    texts.push_back(std::move(text));
}

} // namespace gatehouse::http

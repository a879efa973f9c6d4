// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Media.h"

#include "base/Text.h"

#include <algorithm>

namespace gatehouse::ai {

namespace {

/// The type of what begins with these base64 characters; empty when unknown.
std::string_view guessType(std::string_view base64)
{
    if (base64.starts_with("iVBORw"))
        return "image/png";
    if (base64.starts_with("/9j/"))
        return "image/jpeg";
    if (base64.starts_with("R0lGOD"))
        return "image/gif";
    if (base64.starts_with("UklGR"))
        return "image/webp";
    if (base64.starts_with("JVBERi"))
        return "application/pdf";
    return {};
}

std::string standardBase64(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 3);
    for (const char c : text) {
        if (c == '-')
            out += '+';
        else if (c == '_')
            out += '/';
        else if (c > ' ' && c != '=')
            out += c;
    }
    while (out.size() % 4 != 0 && out.size() % 4 != 1)
        out += '=';
    return out;
}

} // namespace

std::string mediaType(std::string_view written)
{
    auto type = text::toLower(text::trim(written.substr(0, written.find(';'))));
    return type == "image/jpg" ? "image/jpeg" : type;
}

Media mediaFromBase64(std::string_view type, std::string_view base64)
{
    Media media;
    media.data = standardBase64(base64);
    media.type = mediaType(type);
    if (media.type.empty() || media.type == "application/octet-stream")
        media.type = guessType(media.data);
    return media;
}

Media mediaFromUrl(std::string_view url)
{
    constexpr std::string_view kScheme = "data:";
    Media media;
    const auto comma = url.find(',');
    if (url.size() < kScheme.size() || comma == std::string_view::npos ||
        !text::equalsIgnoreCase(url.substr(0, kScheme.size()), kScheme)) {
        media.url = url;
        return media;
    }
    const auto head = url.substr(kScheme.size(), comma - kScheme.size());
    const auto body = url.substr(comma + 1);
    const auto last = head.rfind(';');
    if (last != std::string_view::npos &&
        text::equalsIgnoreCase(text::trim(head.substr(last + 1)), "base64")) {
        const auto plain =
            body.find('%') == std::string_view::npos ? std::nullopt : text::percentDecode(body);
        return mediaFromBase64(head.substr(0, last), plain ? std::string_view(*plain) : body);
    }
    const auto plain = text::percentDecode(body);
    media.data = text::toBase64(plain ? std::string_view(*plain) : body);
    media.type = head.empty() ? "text/plain" : mediaType(head);
    return media;
}

std::string nameOf(const Media& media)
{
    constexpr std::size_t kLongest = 200;
    if (!media.fileId.empty())
        return "the file \"" + media.fileId.substr(0, kLongest) + '"';
    const auto url = std::string_view(media.url).substr(0, media.url.find_first_of("?#"));
    return '"' + std::string(url.substr(0, kLongest)) + (url.size() > kLongest ? "...\"" : "\"");
}

std::string urlOf(const Media& media)
{
    if (media.data.empty())
        return media.url;
    return "data:" + (media.type.empty() ? "application/octet-stream" : media.type) + ";base64," +
           media.data;
}

std::uint64_t stableHash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

std::string stableId(std::string_view prefix, std::string_view seed, std::size_t length)
{
    constexpr std::string_view kLetters =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string out(prefix);
    auto state = stableHash(seed);
    for (std::size_t i = 0; i < length; ++i) {
        // splitmix64: the low digits of FNV alone are too regular.
        state += 0x9e3779b97f4a7c15U;
        auto z = state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27) * 0x94d049bb133111ebU;
        out += kLetters[(z ^ z >> 31) % kLetters.size()];
    }
    return out;
}

} // namespace gatehouse::ai

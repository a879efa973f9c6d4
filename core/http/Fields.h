// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/SpareText.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gatehouse::http {

/// A header field as received: views into the buffer of its message.
struct Field
{
    std::string_view name;  ///< As written; a valid token.
    std::string_view value; ///< Without white space at the ends; no CR, LF or NUL.
};

/// The fields of a received head, in order. The views live as long as the message (an exchange)
/// does.
class Fields
{
public:
    void add(std::string_view name, std::string_view value)
    {
        if (m_list.capacity() == 0)
            m_list.reserve(16);
        m_list.push_back({name, value});
    }
    void clear() { m_list.clear(); }

    [[nodiscard]] auto begin() const { return m_list.begin(); }
    [[nodiscard]] auto end() const { return m_list.end(); }
    [[nodiscard]] std::size_t size() const { return m_list.size(); }
    [[nodiscard]] const Field& operator[](std::size_t index) const { return m_list[index]; }

    /// The first field of this name (case does not matter), if any.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// The first field's value, or nothing: for fields where absent and empty mean the same.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;
    /// Whether any field of this name has the token as an element of its comma-separated list.
    [[nodiscard]] bool hasToken(std::string_view name, std::string_view token) const;

private:
    std::vector<Field> m_list;
};

/// RFC 9110, 5.6.2.
[[nodiscard]] bool isToken(std::string_view text);
/// Whether a value may be sent: no control character but the tab.
[[nodiscard]] bool isFieldValue(std::string_view text);
/// Content-Length, Transfer-Encoding, Connection, Keep-Alive, Upgrade, TE, Trailer, Host, Expect,
/// Proxy-Connection, also when written with `_` for `-`: the fields that core/http alone writes.
[[nodiscard]] bool isFramingName(std::string_view name);

/// Header fields to be sent, serialised as they are added.
class FieldBlock
{
public:
    FieldBlock() = default;
    /// Memory comes from, and goes back to, the thread's spare texts where reserve() was called.
    ~FieldBlock() { giveText(std::move(m_text)); }
    FieldBlock(const FieldBlock&) = default;
    FieldBlock& operator=(const FieldBlock&) = default;
    FieldBlock(FieldBlock&&) noexcept = default;
    FieldBlock& operator=(FieldBlock&&) noexcept = default;

    /// False, and nothing is added, when name or value may not be sent or the name belongs to the
    /// framing, which whoever sends the message writes (isFramingName()).
    bool add(std::string_view name, std::string_view value);
    /// A field that a head parser has checked; nothing is added when it belongs to the framing.
    void copy(const Field& received);
    /// Room for so many bytes of fields.
    void reserve(std::size_t bytes)
    {
        if (m_text.empty())
            m_text = takeText(bytes);
        else
            m_text.reserve(bytes);
    }
    /// Takes all fields of this name out, whatever their case.
    void remove(std::string_view name);
    /// remove(), then add().
    bool set(std::string_view name, std::string_view value);
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    void clear() { m_text.clear(); }

    /// `name: value CR LF` for each.
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    void put(std::string_view name, std::string_view value);

    std::string m_text;
};

} // namespace gatehouse::http

// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <spdlog/fmt/fmt.h>

#include <limits>
#include <unordered_set>

namespace gatehouse::model {

namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBytes = 64u << 20;
constexpr std::size_t kMaxNodes = 8'000'000;
constexpr std::size_t kMaxDepth = 256;

/// Builds our tree from Boost.JSON's events: its own values would turn numbers into doubles and
/// forget their text.
struct Handler
{
    // What Boost.JSON's parser asks of a handler.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = 64u << 20;
    static constexpr std::size_t max_string_size = 64u << 20;

    struct Open
    {
        Node node;
        std::string key;
        std::unordered_set<std::string> keys;
        bool repeated = false;
    };

    int line = 1; ///< Of the piece that is being parsed now.
    Node root;
    std::vector<Open> open;
    std::vector<Fault> faults;
    std::string text; ///< Parts of the scalar that is being read.
    std::size_t nodes = 0;

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec) { return begin(Node{Node::Map{}, line}, ec); }
    bool on_object_end(std::size_t, json::error_code& ec) { return end(ec); }
    bool on_array_begin(json::error_code& ec) { return begin(Node{Node::List{}, line}, ec); }
    bool on_array_end(std::size_t, json::error_code& ec) { return end(ec); }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&)
    {
        return append(part);
    }
    bool on_key(json::string_view part, std::size_t, json::error_code&)
    {
        append(part);
        Open& into = open.back();
        into.key = std::exchange(text, {});
        into.repeated = !into.keys.insert(into.key).second;
        if (into.repeated)
            faults.push_back({line, path(), "this key stands here twice"});
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&)
    {
        return append(part);
    }
    bool on_string(json::string_view part, std::size_t, json::error_code& ec)
    {
        append(part);
        return add(Node{Node::Scalar{std::exchange(text, {}), true}, line}, ec);
    }
    bool on_number_part(json::string_view part, json::error_code&) { return append(part); }
    bool on_int64(std::int64_t, json::string_view part, json::error_code& ec)
    {
        return number(part, ec);
    }
    bool on_uint64(std::uint64_t, json::string_view part, json::error_code& ec)
    {
        return number(part, ec);
    }
    bool on_double(double, json::string_view part, json::error_code& ec)
    {
        return number(part, ec);
    }
    bool on_bool(bool value, json::error_code& ec)
    {
        return add(Node{Node::Scalar{value ? "true" : "false", false}, line}, ec);
    }
    bool on_null(json::error_code& ec) { return add(Node{Node::Null{}, line}, ec); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    bool append(json::string_view part)
    {
        text.append(part.data(), part.size());
        return true;
    }

    bool number(json::string_view part, json::error_code& ec)
    {
        append(part);
        return add(Node{Node::Scalar{std::exchange(text, {}), false}, line}, ec);
    }

    bool begin(Node node, json::error_code& ec)
    {
        if (++nodes > kMaxNodes)
            return tooMany(ec);
        open.push_back({std::move(node), {}, {}, false});
        return true;
    }

    bool end(json::error_code& ec)
    {
        Node done = std::move(open.back().node);
        open.pop_back();
        return add(std::move(done), ec);
    }

    bool add(Node node, json::error_code& ec)
    {
        if (++nodes > kMaxNodes)
            return tooMany(ec);
        if (open.empty()) {
            root = std::move(node);
            return true;
        }
        Open& into = open.back();
        if (auto* const items = std::get_if<Node::List>(&into.node.value))
            items->push_back(std::move(node));
        else if (!into.repeated)
            std::get<Node::Map>(into.node.value).emplace_back(std::move(into.key), std::move(node));
        into.key.clear();
        return true;
    }

    bool tooMany(json::error_code& ec)
    {
        faults.push_back(
            {line, path(), fmt::format("the document has more than {} values", kMaxNodes)});
        ec = json::error::object_too_large;
        return false;
    }

    std::string path() const
    {
        std::string out;
        for (const Open& level : open) {
            if (const auto* const items = level.node.list())
                out += fmt::format("[{}]", items->size());
            else
                out += out.empty() ? level.key : "." + level.key;
        }
        return out;
    }
};

} // namespace

std::expected<Node, std::vector<Fault>> parseJson(std::string_view text)
{
    if (text.size() > kMaxBytes)
        return std::unexpected(std::vector<Fault>{{0, {}, "the document is larger than 64 MiB"}});
    try {
        json::parse_options options;
        options.max_depth = kMaxDepth;
        json::basic_parser<Handler> parser(options);
        Handler& handler = parser.handler();
        json::error_code ec;
        // Fed line by line, so that every value knows its line; the parser itself keeps no
        // positions.
        std::string_view rest = text;
        while (!ec && !rest.empty() && !parser.done()) {
            const auto size = std::min(rest.find('\n'), rest.size() - 1) + 1;
            const auto used = parser.write_some(true, rest.data(), size, ec);
            rest.remove_prefix(used);
            if (!ec && used == size)
                ++handler.line;
        }
        if (!ec && !parser.done())
            parser.write_some(false, text.data(), 0, ec);
        if (!ec && rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
            ec = json::error::extra_data;
        if (handler.faults.empty() && ec)
            handler.faults.push_back({handler.line, {}, "this is not JSON: " + ec.message()});
        if (!handler.faults.empty())
            return std::unexpected(std::move(handler.faults));
        return std::move(handler.root);
    } catch (const std::exception& error) {
        return std::unexpected(std::vector<Fault>{{0, {}, error.what()}});
    }
}

} // namespace gatehouse::model

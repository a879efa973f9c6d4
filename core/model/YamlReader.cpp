// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "model/Document.h"

#include <spdlog/fmt/fmt.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <istream>
#include <streambuf>
#include <unordered_map>
#include <unordered_set>

namespace gatehouse::model {

namespace {

constexpr std::size_t kMaxBytes = 8u << 20;
constexpr std::size_t kMaxNodes = 2'000'000;
constexpr std::size_t kMaxDepth = 64;

/// Ends the parse early; never leaves this file.
struct Stop
{
    Fault fault;
};

/// Reads a text in place, so that a large file is not copied once more.
class ViewBuffer final : public std::streambuf
{
public:
    explicit ViewBuffer(std::string_view text)
    {
        char* const begin = const_cast<char*>(text.data());
        setg(begin, begin, begin + text.size());
    }
};

/// Builds our tree from yaml-cpp's events: its own tree costs several times as much, and knows no
/// limits.
class TreeBuilder final : public YAML::EventHandler
{
public:
    Node take() { return std::move(m_root); }
    std::vector<Fault> takeFaults() { return std::move(m_faults); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        add(Node{Node::Null{}, lineAt(mark)}, mark, anchor, 1);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        checkTag(mark, tag);
        add(Node{Node::Scalar{value, tag != "?"}, lineAt(mark)}, mark, anchor, 1);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        const auto found = m_anchors.find(anchor);
        if (found == m_anchors.end())
            throw Stop{{lineAt(mark), path(), "an alias may not stand inside what it names"}};
        count(found->second.nodes, mark);
        Node copy = found->second.node;
        copy.line = lineAt(mark);
        add(std::move(copy), mark, 0, 0);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        checkTag(mark, tag);
        open(Node{Node::List{}, lineAt(mark)}, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        checkTag(mark, tag);
        open(Node{Node::Map{}, lineAt(mark)}, mark, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        Node node;
        YAML::anchor_t anchor = 0;
        YAML::Mark mark;
        std::size_t nodesBefore = 0;
        bool haveKey = false;
        bool repeated = false; ///< The value that comes belongs to a repeated key and is dropped.
        std::string key;
        std::unordered_set<std::string> keys;
    };
    struct Anchored
    {
        Node node;
        std::size_t nodes = 1;
    };

    static int lineAt(const YAML::Mark& mark) { return mark.line + 1; }

    void checkTag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!" && tag != "tag:yaml.org,2002:str")
            throw Stop{{lineAt(mark), path(), fmt::format("the tag \"{}\" is not supported", tag)}};
    }

    void count(std::size_t nodes, const YAML::Mark& mark)
    {
        m_nodes += nodes;
        if (m_nodes > kMaxNodes)
            throw Stop{
                {lineAt(mark), path(),
                 fmt::format("the document has more than {} values once its aliases are expanded",
                             kMaxNodes)}};
    }

    void open(Node node, const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (m_open.size() >= kMaxDepth)
            throw Stop{
                {lineAt(mark), path(), fmt::format("nested deeper than {} levels", kMaxDepth)}};
        if (!m_open.empty() && m_open.back().node.map() && !m_open.back().haveKey)
            throw Stop{{lineAt(mark), path(), "a key must be plain text"}};
        count(1, mark);
        m_open.push_back({std::move(node), anchor, mark, m_nodes, false, false, {}, {}});
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        // An anchor keeps a copy of what it names, which counts like every other value.
        add(std::move(done.node), done.mark, done.anchor, 0, m_nodes - done.nodesBefore + 1);
    }

    void add(Node node, const YAML::Mark& mark, YAML::anchor_t anchor, std::size_t fresh,
             std::size_t nodes = 1)
    {
        count(fresh, mark);
        if (anchor != 0) {
            count(nodes, mark);
            m_anchors[anchor] = {node, nodes};
        }
        if (m_open.empty()) {
            m_root = std::move(node);
            return;
        }
        Open& into = m_open.back();
        if (auto* const items = std::get_if<Node::List>(&into.node.value)) {
            items->push_back(std::move(node));
            return;
        }
        if (!into.haveKey) {
            takeKey(into, node);
            return;
        }
        into.haveKey = false;
        if (!into.repeated)
            std::get<Node::Map>(into.node.value).emplace_back(std::move(into.key), std::move(node));
        into.key.clear();
        into.repeated = false;
    }

    void takeKey(Open& into, const Node& node)
    {
        const auto* const scalar = node.scalar();
        if (!scalar)
            throw Stop{{node.line, path(), "a key must be plain text"}};
        if (scalar->text == "<<" && !scalar->quoted)
            throw Stop{{node.line, path(), "merge keys (<<) are not supported"}};
        into.key = scalar->text;
        into.haveKey = true;
        into.repeated = !into.keys.insert(into.key).second;
        if (into.repeated)
            m_faults.push_back({node.line, path(), "this key stands here twice"});
    }

    /// Where the parser is now.
    std::string path() const
    {
        std::string out;
        for (const Open& level : m_open) {
            if (const auto* const items = level.node.list())
                out += fmt::format("[{}]", items->size());
            else if (!level.key.empty())
                out += out.empty() ? level.key : "." + level.key;
        }
        return out;
    }

    Node m_root;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, Anchored> m_anchors;
    std::vector<Fault> m_faults;
    std::size_t m_nodes = 0;
};

std::unexpected<std::vector<Fault>> faultAt(int line, std::string message)
{
    return std::unexpected(std::vector<Fault>{{line, {}, std::move(message)}});
}

} // namespace

std::expected<Node, std::vector<Fault>> parseYaml(std::string_view text)
{
    if (text.size() > kMaxBytes)
        return faultAt(0, "the file is larger than 8 MiB");
    if (!text::isUtf8(text) || text.find('\0') != std::string_view::npos)
        return faultAt(0, "the file is not UTF-8 text");
    try {
        ViewBuffer buffer(text);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        TreeBuilder builder;
        if (!parser.HandleNextDocument(builder))
            return faultAt(1, "the file is empty");
        Node root = builder.take();
        auto faults = builder.takeFaults();
        TreeBuilder second;
        if (parser.HandleNextDocument(second)) {
            const Node more = second.take();
            faults.push_back(
                {more.line, {}, "the file must hold one document; a second one begins here"});
        }
        if (!faults.empty())
            return std::unexpected(std::move(faults));
        return root;
    } catch (const Stop& stop) {
        return std::unexpected(std::vector<Fault>{stop.fault});
    } catch (const YAML::Exception& error) {
        return faultAt(error.mark.line >= 0 ? error.mark.line + 1 : 0, error.msg);
    } catch (const std::exception& error) {
        return faultAt(0, error.what());
    }
}

} // namespace gatehouse::model

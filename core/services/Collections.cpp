// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Collections.h"

#include "base/Id.h"
#include "model/Codec.h"
#include "model/Collections.h"
#include "model/LimitText.h"
#include "model/Validate.h"
#include "spec/Refs.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

using model::Node;

Node text(std::string_view value)
{
    return {Node::Scalar{std::string(value), true}, 0};
}

Node plain(std::string value)
{
    return {Node::Scalar{std::move(value), false}, 0};
}

void set(Node& node, std::string_view key, Node value)
{
    auto& map = std::get<Node::Map>(node.value);
    const auto at = std::ranges::find(map, key, &Node::Map::value_type::first);
    if (at != map.end())
        at->second = std::move(value);
    else
        map.emplace_back(std::string(key), std::move(value));
}

/// The node of the key with this id inside an object's `keys`; null when it is not written.
Node* keyNode(Node& object, const std::string& id)
{
    auto& map = std::get<Node::Map>(object.value);
    const auto keys = std::ranges::find(map, "keys", &Node::Map::value_type::first);
    auto* const list = keys == map.end() ? nullptr : std::get_if<Node::List>(&keys->second.value);
    if (list == nullptr)
        return nullptr;
    for (Node& key : *list) {
        const Node* const name = key.find("id");
        if (name != nullptr && name->scalar() != nullptr && name->scalar()->text == id)
            return &key;
    }
    return nullptr;
}

/// What the server knows beside the fields of the file; the list is that of dropServerFields().
template <typename T>
void addServerFields(Node&, const T&, const Configuration&,
                     const std::function<std::vector<gateway::ProviderReport>()>&, const KeyUse*)
{
}

void addServerFields(Node& node, const model::Provider& provider,
                     const Configuration& configuration,
                     const std::function<std::vector<gateway::ProviderReport>()>& states,
                     const KeyUse*)
{
    const auto* const known = configuration.catalogue().provider(provider.kind);
    if (known != nullptr && provider.baseUrl.empty())
        set(node, "base_url", text(known->baseUrl));
    set(node, "name",
        text(known != nullptr && provider.name == provider.id ? known->name : provider.name));
    set(node, "wire", text(known != nullptr ? std::string_view(known->wireWord) : provider.kind));
    std::string_view state = "idle";
    if (states) {
        for (const auto& status : states()) {
            if (status.id == provider.id)
                state = gateway::toWord(status.state);
        }
    }
    set(node, "state", text(state));
    for (const auto& key : provider.keys) {
        Node* const written = keyNode(node, key.id);
        if (written != nullptr && !key.secret.hint.empty())
            set(*written, "hint", text(key.secret.hint));
    }
}

void addServerFields(Node& node, const model::Application& application, const Configuration&,
                     const std::function<std::vector<gateway::ProviderReport>()>&,
                     const KeyUse* use)
{
    for (const auto& key : application.keys) {
        Node* const written = keyNode(node, key.id);
        if (written == nullptr)
            continue;
        if (!key.prefix.empty())
            set(*written, "prefix", text(key.prefix));
        if (key.createdMillis != 0)
            set(*written, "created_ms", plain(std::to_string(key.createdMillis)));
        const auto used = use != nullptr ? use->lastUsedMillis(application.id, key.id) : 0;
        if (used != 0)
            set(*written, "last_used_ms", plain(std::to_string(used)));
    }
}

void addServerFields(Node& node, const model::Api& api, const Configuration& configuration,
                     const std::function<std::vector<gateway::ProviderReport>()>&, const KeyUse*)
{
    if (const auto revision = configuration.revision(api.id); revision != 0)
        set(node, "revision", plain(std::to_string(revision)));
    if (api.openapi) {
        const Node& root = api.openapi.root();
        std::size_t operations = 0;
        for (const auto& [path, item] : spec::membersOf(root.find("paths")))
            operations += spec::membersOf(&item).size();
        set(node, "document",
            Node{Node::Map{{"form", text("OpenAPI " + spec::textOf(root, "openapi"))},
                           {"operations", plain(std::to_string(operations))}},
                 0});
    }
}

void addServerFields(Node& node, const model::LimitRule& rule, const Configuration&,
                     const std::function<std::vector<gateway::ProviderReport>()>&, const KeyUse*)
{
    set(node, "sentence", text(model::limitSentence(rule)));
    set(node, "worst_case", text(model::worstCase(rule).sentence));
}

/// A document may be larger than everything else together: it has an address of its own.
template <typename T>
const T& withoutDocument(const T& object)
{
    return object;
}
model::Api withoutDocument(const model::Api& object)
{
    model::Api bare = object;
    bare.openapi = {};
    return bare;
}

/// Faults of `COLLECTION[INDEX].rest` as the caller knows them: relative to the object he sent.
std::unexpected<Refusal> relative(Refusal refusal, std::string_view collection, std::size_t index)
{
    const std::string prefix = fmt::format("{}[{}]", collection, index);
    const auto shorten = [&](std::string& path) {
        if (path.starts_with(prefix))
            path.erase(0,
                       prefix.size() + (path.size() > prefix.size() && path[prefix.size()] == '.'));
    };
    for (auto& fault : refusal.faults)
        shorten(fault.path);
    shorten(refusal.error.place);
    return std::unexpected(std::move(refusal));
}

/// `text` as a T. With `id`: what it is to be called, where the text does not say it; another id in
/// the text is a fault.
template <typename T>
Outcome<T> readObject(std::string_view json, std::string_view idField, std::string_view id)
{
    auto node = model::parseJson(json);
    if (!node)
        return refuse(std::move(node.error()));
    if (node->map() == nullptr)
        return refuse(ErrorCode::Invalid, "an object is expected");
    model::dropServerFields<T>(*node);
    if (!idField.empty() && !id.empty()) {
        const Node* const given = node->find(idField);
        if (given != nullptr && given->scalar() != nullptr && given->scalar()->text != id)
            return refuse(ErrorCode::Invalid, "is not the one of the address",
                          std::string(idField));
        set(*node, idField, text(id));
    }
    std::vector<model::Fault> faults;
    T value = model::read<T>(*node, {}, faults);
    if (!faults.empty())
        return refuse(std::move(faults));
    return value;
}

/// What an answer filled in from the catalogue comes back as if it had been left out: else reading
/// and writing a provider would pin today's address.
template <typename T>
void dropCatalogueValues(T& object, const ai::Catalogue& catalogue)
{
    if constexpr (std::is_same_v<T, model::Provider>) {
        const auto* const known = catalogue.provider(object.kind);
        if (known == nullptr)
            return;
        if (object.baseUrl == known->baseUrl)
            object.baseUrl.clear();
        if (object.name == known->name)
            object.name = object.id;
    }
}

template <typename T>
constexpr std::string_view idFieldOf()
{
    if constexpr (std::is_same_v<T, model::ModelRoute>)
        return "name";
    else if constexpr (std::is_same_v<T, model::Subscription> ||
                       std::is_same_v<T, model::ModelOverride>)
        return "";
    else
        return "id";
}

/// An id from the object's name that nothing in the collection has yet.
template <typename T>
std::string freeId(std::string_view json, const std::vector<T>& items)
{
    std::string name;
    if (const auto node = model::parseJson(json)) {
        const Node* const id = node->find("id");
        if (id != nullptr && id->scalar() != nullptr && !id->scalar()->text.empty())
            return id->scalar()->text;
        const Node* const given = node->find("name");
        if (given != nullptr && given->scalar() != nullptr)
            name = given->scalar()->text;
    }
    const std::string base = idFromName(name);
    std::string id = base;
    for (int n = 2;
         std::ranges::any_of(items, [&](const T& item) { return model::idOf(item) == id; }); ++n)
        id = fmt::format("{}-{}", base, n);
    return id;
}

std::unexpected<Refusal> noCollection(std::string_view collection)
{
    return refuse(ErrorCode::NotFound, fmt::format("there is no collection \"{}\"", collection));
}

std::unexpected<Refusal> noObject(std::string_view collection, std::string_view id)
{
    return refuse(ErrorCode::NotFound, fmt::format("there is no \"{}\"", id),
                  fmt::format("{}/{}", collection, id));
}

std::unexpected<Refusal> stale(std::string_view collection, std::string_view id)
{
    return std::unexpected(Refusal{
        Error{ErrorCode::Conflict, "was changed by somebody else meanwhile; read it again first",
              fmt::format("{}/{}", collection, id)},
        {},
        true});
}

} // namespace

Collections::Collections(Configuration& configuration,
                         std::function<std::vector<gateway::ProviderReport>()> providerStates,
                         const KeyUse* keyUse)
    : m_configuration(configuration)
    , m_providerStates(std::move(providerStates))
    , m_keyUse(keyUse)
{
}

template <typename T>
Object Collections::show(const T& object) const
{
    Node node = model::write(withoutDocument(object));
    addServerFields(node, object, m_configuration, m_providerStates, m_keyUse);
    return {std::string(model::idOf(object)), model::writeJson(node), {}};
}

Outcome<ObjectList> Collections::list(std::string_view collection) const
{
    ObjectList list;
    const bool known =
        model::withCollection(m_configuration.workspace(), collection, [&](const auto& items) {
            list.items.reserve(items.size());
            for (const auto& item : items) {
                list.items.push_back(show(item));
                list.items.back().etag = m_configuration.etag(collection, list.items.back().id);
            }
        });
    if (!known)
        return noCollection(collection);
    std::ranges::sort(list.items, {}, &Object::id);
    list.etag = m_configuration.collectionEtag(collection);
    return list;
}

Outcome<Object> Collections::read(std::string_view collection, std::string_view id) const
{
    Outcome<Object> found = noObject(collection, id);
    const bool known =
        model::withCollection(m_configuration.workspace(), collection, [&](const auto& items) {
            for (const auto& item : items) {
                if (model::idOf(item) != id)
                    continue;
                found = show(item);
                found->etag = m_configuration.etag(collection, id);
                return;
            }
        });
    if (!known)
        return noCollection(collection);
    return found;
}

Outcome<Object> Collections::create(std::string_view collection, std::string_view json,
                                    std::string_view actor)
{
    Edit edit{m_configuration.workspace(), std::string(actor), "create"};
    Outcome<Object> made = noCollection(collection);
    std::string id;
    std::size_t index = 0;
    const bool known = model::withCollection(edit.next, collection, [&](auto& items) {
        using T = typename std::remove_cvref_t<decltype(items)>::value_type;
        const bool named = idFieldOf<T>() == "id";
        auto object =
            readObject<T>(json, idFieldOf<T>(), named ? freeId(json, items) : std::string());
        if (!object) {
            made = std::unexpected(std::move(object.error()));
            return;
        }
        dropCatalogueValues(*object, m_configuration.catalogue());
        id = model::idOf(*object);
        if (std::ranges::any_of(items, [&](const T& item) { return model::idOf(item) == id; })) {
            made = refuse(ErrorCode::Conflict, fmt::format("\"{}\" exists already", id),
                          fmt::format("{}/{}", collection, id));
            return;
        }
        index = items.size();
        items.push_back(std::move(*object));
        made = Object{};
    });
    if (!known || !made)
        return made;
    if (auto done = m_configuration.commit(std::move(edit)); !done)
        return relative(std::move(done.error()), collection, index);
    return read(collection, id);
}

Outcome<Object> Collections::replace(std::string_view collection, std::string_view id,
                                     std::string_view json, std::string_view ifMatch,
                                     std::string_view actor)
{
    Edit edit{m_configuration.workspace(), std::string(actor), "change"};
    Outcome<Object> made = noObject(collection, id);
    std::size_t index = 0;
    std::string newId(id);
    const bool known = model::withCollection(edit.next, collection, [&](auto& items) {
        using T = typename std::remove_cvref_t<decltype(items)>::value_type;
        const auto at =
            std::ranges::find_if(items, [&](const T& item) { return model::idOf(item) == id; });
        if (at == items.end())
            return;
        if (!ifMatch.empty() && ifMatch != m_configuration.etag(collection, id)) {
            made = stale(collection, id);
            return;
        }
        auto object = readObject<T>(json, idFieldOf<T>(), id);
        if (!object) {
            made = std::unexpected(std::move(object.error()));
            return;
        }
        if (model::idOf(*object) != id) {
            made = refuse(ErrorCode::Invalid, "is not the one of the address");
            return;
        }
        dropCatalogueValues(*object, m_configuration.catalogue());
        // An object that was read carries no document; it keeps what it has.
        if constexpr (std::is_same_v<T, model::Api>) {
            if (!object->openapi)
                object->openapi = at->openapi;
        }
        index = static_cast<std::size_t>(at - items.begin());
        *at = std::move(*object);
        made = Object{};
    });
    if (!known)
        return noCollection(collection);
    if (!made)
        return made;
    if (auto done = m_configuration.commit(std::move(edit)); !done)
        return relative(std::move(done.error()), collection, index);
    return read(collection, id);
}

Outcome<void> Collections::remove(std::string_view collection, std::string_view id,
                                  std::string_view ifMatch, std::string_view actor)
{
    Edit edit{m_configuration.workspace(), std::string(actor), "delete"};
    Outcome<void> done = noObject(collection, id);
    const bool known = model::withCollection(edit.next, collection, [&](auto& items) {
        const auto at =
            std::ranges::find_if(items, [&](const auto& item) { return model::idOf(item) == id; });
        if (at == items.end())
            return;
        if (!ifMatch.empty() && ifMatch != m_configuration.etag(collection, id)) {
            done = stale(collection, id);
            return;
        }
        items.erase(at);
        done = {};
    });
    if (!known)
        return noCollection(collection);
    if (!done)
        return done;
    if (const auto users = model::referencesTo(m_configuration.workspace(), collection, id);
        !users.empty())
        return refuse(ErrorCode::Conflict,
                      fmt::format("is still used by {}", fmt::join(users, ", ")),
                      fmt::format("{}/{}", collection, id));
    if (auto committed = m_configuration.commit(std::move(edit)); !committed)
        return std::unexpected(std::move(committed.error()));
    return {};
}

Object Collections::gateway() const
{
    const auto& section = m_configuration.workspace().gateway;
    return {{},
            model::writeJson(model::writeWhole(section ? *section : model::Gateway{})),
            m_configuration.etag("gateway", "")};
}

Outcome<Object> Collections::replaceGateway(std::string_view json, std::string_view ifMatch,
                                            std::string_view actor)
{
    if (!ifMatch.empty() && ifMatch != m_configuration.etag("gateway", ""))
        return stale("gateway", "");
    auto section = readObject<model::Gateway>(json, {}, {});
    if (!section)
        return std::unexpected(std::move(section.error()));
    Edit edit{m_configuration.workspace(), std::string(actor), "change"};
    edit.next.gateway = std::move(*section);
    if (auto done = m_configuration.commit(std::move(edit)); !done) {
        for (auto& fault : done.error().faults) {
            if (fault.path.starts_with("gateway."))
                fault.path.erase(0, 8);
        }
        return std::unexpected(std::move(done.error()));
    }
    return gateway();
}

} // namespace gatehouse::services

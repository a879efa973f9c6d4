<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>gatehouse::ui::AddressPage</name>
    <message numerus="yes">
        <source>%n API(s) ask for no key.</source>
        <translation>
            <numerusform>%n API asks for no key.</numerusform>
            <numerusform>%n APIs ask for no key.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiInspector</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApisPanel</name>
    <message numerus="yes">
        <source>%n API(s), %1 served</source>
        <translation>
            <numerusform>%n API, %1 served</numerusform>
            <numerusform>%n APIs, %1 served</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::FirstSteps</name>
    <message numerus="yes">
        <source>%n models found. The key is kept encrypted on this computer.</source>
        <translation>
            <numerusform>%n model found. The key is kept encrypted on this computer.</numerusform>
            <numerusform>%n models found. The key is kept encrypted on this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::KeyTableModel</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitsPage</name>
    <message numerus="yes">
        <source>%n core(s) here</source>
        <translation>
            <numerusform>%n core here</numerusform>
            <numerusform>%n cores here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PendingBar</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProviderEditor</name>
    <message numerus="yes">
        <source>Answered in %1, %n model(s) found.</source>
        <translation>
            <numerusform>Answered in %1, %n model found.</numerusform>
            <numerusform>Answered in %1, %n models found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficPanel</name>
    <message numerus="yes">
        <source>%n new, follow</source>
        <translation>
            <numerusform>%n new, follow</numerusform>
            <numerusform>%n new, follow</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records exported.</source>
        <translation>
            <numerusform>%n record exported.</numerusform>
            <numerusform>%n records exported.</numerusform>
        </translation>
    </message>
</context>
</TS>

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
    <name>gatehouse::ui::FirstSteps</name>
    <message numerus="yes">
        <source>%n models found. Kept encrypted on this computer.</source>
        <translation>
            <numerusform>%n model found. Kept encrypted on this computer.</numerusform>
            <numerusform>%n models found. Kept encrypted on this computer.</numerusform>
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
    <name>gatehouse::ui::PromptPane</name>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ThreadsPage</name>
    <message numerus="yes">
        <source>%n core(s) here</source>
        <translation>
            <numerusform>%n core here</numerusform>
            <numerusform>%n cores here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficPanel</name>
    <message numerus="yes">
        <source>%n records exported.</source>
        <translation>
            <numerusform>%n record exported.</numerusform>
            <numerusform>%n records exported.</numerusform>
        </translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Activities</name>
    <message>
        <source>{text} (+{n} more)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AmendBar</name>
    <message>
        <source>Begin here (I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End here (O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides scores, maps and what others said until you have decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relabel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back (U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} by {reviewer}, recorded as {recorded}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CalibratePage</name>
    <message>
        <source> nat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Come back to this layout to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose by rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No takes to calibrate on. Collect or import some, then come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile {id} is written to {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored {done} of {total} takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold, nat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bpcer&lt;=0.05, apcer&lt;=0.05 in every species, or a cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validated on other people: APCER {apcer}; BPCER {bpcer}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CareDesk</name>
    <message>
        <source> and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 take, {frames} frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An interrupted take was recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovering take {n} of {of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovering takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes still wait to be recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The consent is withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The erasure is done, but copies were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no consent to withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This has to wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To record, wait until the erasure has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To record, wait until the interrupted takes are recovered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a take is recorded or its file is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another work on the dataset has not ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every byte of the dataset was searched, nothing is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its takes stay until they are erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no frame is known to be lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing of this subject is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receipt {id} in erasure_log.jsonl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove them, then search again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in incoming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} interrupted takes were recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of their frames are known to be lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{takes} takes, {frames} frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, {size:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CollectView</name>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the subject's pseudonym.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope {scope}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text to the subject and mark that it was agreed to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subject has agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subject has agreed to this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This id exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the scope record nothing can be recorded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CoverageMatrix</name>
    <message>
        <source>Coverage of the protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No protocol. Choose one in the Protocol menu.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CoverageModel</name>
    <message>
        <source>{have} of {need}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{subject}: {condition}, {missing} missing; click to go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DemoTour</name>
    <message>
        <source>The demo stopped: its camera gave no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying the takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look on, or record your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} takes recorded and verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetPlot</name>
    <message>
        <source>APCER of the worst species, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BPCER, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DET curve</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsDesk</name>
    <message>
        <source>Archive (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics saved: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{members}; no pictures, no ids. Look at it before you send it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DistributionPlot</name>
    <message>
        <source>Distribution of scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score, nat: above 0 speaks for bona fide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of takes, %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditDesk</name>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EyeChipsView</name>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>luma {luma:.1f} of 255 at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside the picture at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x {x:.0f}, y {y:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.4f} {unit} at {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GateRow</name>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sharp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera {a} / analysed {b} / shown {c} fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk time unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency {ms:.0f} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done}/{all} frames on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistogramPanel</name>
    <message>
        <source>Light of the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peaking from this edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zebra from this level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>black {black:.1f} %, white {white:.1f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>black – %, white – %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peaking from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zebra from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1f} % clipped (max {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Choose a take on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fused: {decision}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden until you have decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relabel as {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take-back of a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, {take}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectView</name>
    <message>
        <source>Choose a take on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No takes here yet. Collect some, or open a dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyDesk</name>
    <message>
        <source>Calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action has its default key again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key for: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} is the key of “{owner}”; give that another one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} moves from field to field, and cannot be given to an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} now does: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyWindow</name>
    <message>
        <source>Actions and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an action in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an action, then press the new key or the foot switch in the field below. While you type in a text field, letters are letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every action its default key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the chosen action its default key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this key to the chosen action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the chosen action without a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} (changed)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelDesk</name>
    <message>
        <source>PAI {id} is filled in from its label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI {id} is not in the registry of this dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI {id} is {species}; this step asks for {wanted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to the right step, or take another PAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its label was read by the camera</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>&amp;Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;About Liveness Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept the take and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Deutsch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Histogram of the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look for cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mirror the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mute the tones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New consent…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Record or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recover interrupted takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start the chosen source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why is there no camera?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Window for the subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Withdraw a consent…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Zebra where it is too bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A take is being recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Liveness Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose &amp;dataset folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset folder (empty, new or a dataset)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focus &amp;peaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go where most is &amp;missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep frames: &amp;JPEG quality 98</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep frames: &amp;automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep frames: &amp;lossless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liveness Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liveness Studio collects faces and attacks under your own camera. Scores are log-likelihood ratios, above 0 means bona fide, uncalibrated until a profile is fitted. Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liveness Studio: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a &amp;sample dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel: &amp;depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel: &amp;motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel: &amp;reflection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel: &amp;texture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;take the last take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record by &amp;itself when the gates hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;oval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the &amp;demo camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step &amp;before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step a&amp;fter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: da&amp;rk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: high &amp;contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: l&amp;ight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the window stays open until it is stopped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Automatic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source> auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {degrees:.0f} degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence yet: start a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next map is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x {x:.0f}, y {y:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.4f} {unit} at {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>({n} more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a model into {signal}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model for {signal}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the model of {signal}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;gnals</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoCameraCard</name>
    <message>
        <source>Connect a camera and choose it above, or go on without one: the demo camera renders a live head and attacks with known truth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why is there no camera?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresentationForm</name>
    <message>
        <source> cm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bona fide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent {id}: {fault}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New consent…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI id without spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To record, give: {list}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a live, present person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. P7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. gate-2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every pixel of every frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>landmarks and evidence, maps of at most 64 by 64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operator (no spaces)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session name without spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject (no spaces)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target without spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face with a margin; nothing of frames without a face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today's, if empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewWidget</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the first picture of the source.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileDesk</name>
    <message>
        <source>its error rates do not hold here: calibrate for this camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile {id}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProtocolDesk</name>
    <message>
        <source>&amp;Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; it was begun with camera {old}, this is {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going on with session {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a protocol file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocols (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} takes of {protocol} are there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RateBars</name>
    <message>
        <source>Error rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rates yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FAILED: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of a take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT WRITING for {s:.1f} s, {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REC {clock}  {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retake (Backspace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retake the last take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready: press Space to record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop after </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take begins at zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing the take: {n} frames on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done}/{all} frames on disk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the take's file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last take's file is being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step needs: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To record, choose a dataset folder or give a consent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To record, start a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete the form below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accept (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a retake (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a reason first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give your pseudonym first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note, never a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleDesk</name>
    <message>
        <source>Recording a sample dataset: {done} of {total} takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording a sample dataset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample dataset was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was recorded is in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreStrips</name>
    <message>
        <source>-10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores of the last 10 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llr, nat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llr, nat, &gt; 0 bona fide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no valid signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uncalibrated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>(weak: {0} x the least motion)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--false-alarms is a chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--shard {0} is no part of a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--target is a rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 frames recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; its frequency moved by {0} against the face: no texture of skin, the moire of a screen that is held?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth consistency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facial motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back a little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less light, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light from both sides, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MediaPipe has no face mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More light, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PAI {0} is registered already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PySide6 is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softer light, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn your head a little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a contrast of {:.0f} levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a demo camera has no look {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a demo camera needs subject and seed of 0 or more, a rate above 0 and at least 160 x 120 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a frame does not decode as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pattern of {0} px at {1} dB in {2} of {3} analyses, on {4} of {5} patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a split cannot be named so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a split needs its part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a take is being recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a {0} needs a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept: {0} is {1} or more, {2} families speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add one: liveness-studio consent add {0} --id ID --subject SUBJECT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after {0} frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {0} bona fide takes are of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>along {0} of its rim the face is smoother than its surround: it may be blended in; not weighed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an attack of {0} has the highest score of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an earlier erasure is not complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an iris of {0} px cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an iris of {:.0f} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} % of size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another studio has taken this dataset over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another studio works in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>away from the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bands {0} rows apart travel over the face, {1} dB above those beside it: a screen's? Not weighed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin a new session, or go on with its own protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin another session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bent sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blurred: sharpness {value:.0f} of {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bright: level {value:.0f} of 255, limit {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check it again while the source runs and nothing is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check its permissions and the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that it is a file and that you may read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the file is complete; installing onnxruntime adds more operators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the file is whole and opens in an image viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that the file is whole and plays in a video player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the address, the password and the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the cable and whether another program uses it; try a lower resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the cable or the network, then check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the cable or the network, then open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the cable, then open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the camera and record the take again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk and its cable; what was acknowledged is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk, and merge again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk; recover the dataset afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the free space; frames export pictures instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the id: liveness-studio list {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the network and the camera, then open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the path and its permissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the path's spelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the path; consent add and demo make a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the source and run it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the take and its label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a faster disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a folder that can be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a name that ends in .png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a new or empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another back-end or camera; the exposure is not locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another id, or withdraw the old one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another id: a PAI that was made anew is another PAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another name, or remove it: liveness-studio splits remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another place, or use --force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the codec jpeg, a lower resolution, or a faster disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it there, then choose the folder again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it, and merge then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it, and migrate then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close the program that uses it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coherence {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>collect more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>collect more people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>collect more takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compressed video shows peaks on live skin too, and this camera has no null yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consent {0} does not allow recording {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consent {0} exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the field, or restore the file from a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the input or the outputs in the JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the protocol file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark: level {value:.0f} of 255, {low:.0f} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth camera, above its best plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enter it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everybody takes back only what they said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export the dataset again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export the dataset again, or check the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export {0} is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eyes are open {0}, {1} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eyes open {:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face large: {value:.0f} % of the picture's width, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face small: {value:.0f} of {limit:.0f} px between the eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face too small: {0} of {1} px between the eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch the right file, or write a description of this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file names are {0} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fit and validation cannot be kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fitting takes a part named {0}, validation one named {1}, both with takes in them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flat or bent like a sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flow noise of {0} % of IOD hides expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format {0}, schema {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame {0} of {1} in {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free space or choose another disk; what was acknowledged is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free space, choose another disk, or export less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free space, or choose another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give 0.05</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give 1/4 for the first of four parts, to 4/4 for the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give both --split and --part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give each its own name in the JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give footage of a face, or keep it as a non-response with --keep-without-face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give one of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give other datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give the licence's text with --licence FILE and the record is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give the text that was agreed to, or another consent id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give two different takes of this dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give two or more, each with a share above 0: train=60,dev=20,test=20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glare covers {0} of an iris, {1} is allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>got {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>got {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hardly any parallax and hardly any tilt of a plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head still: turned {0} of {1} degrees, size changed {2} of {3} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlights in both eyes in {0} of the {1} analyses it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlights of both eyes overlap by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlights of both eyes overlap by {0} only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlights that are {:.2f} of what shines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>if it was moved or copied, delete the erased takes from it by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>industrial cameras need pypylon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install it with: pip install 'liveness-studio[industrial]'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install mediapipe==0.10.21</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iris radii</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it answered {0} for evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the parts {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no dataset.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its SHA-256 differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its SHA-256 is not the one that was checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its SHA-256 is {0}..., {1}... is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its content gives {0}..., it says {1}...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep the file and restore it from a backup, or delete it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning and judging cannot be kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave the exposure to it, or choose a camera that has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light from {0} deg across and {1} deg up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list shows the takes of a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log in to a desktop, use xvfb-run, or work without a screen: liveness-studio demo --headless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at its own log, or use the engine local; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at that species with evaluate, loosen the rule, or add a signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looked in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make one with calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make one: liveness-studio splits make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean level of the face {value:.0f} of 255, {low:.0f} to {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured relief{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merge without --link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>models are not changed during a take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>motion per frame without the head's, arrows x {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves as one plane: {0} while {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves like a sheet: it explains the perspective {0} x, a head 1.1 to 1.9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves like a {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves like one rigid thing: {0}, while the head turned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a folder that holds pictures, or one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a video or an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither sheet nor face: {0} in its shape, with noise and expression {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither surely rigid nor surely moving: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end after {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face and no sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face is found in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no face was found in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no fact differs between the takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no frame came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no frame for {0} s, the take was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no frame was analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no highlight lies inside the {0} iris</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no highlight: {0} levels above an iris, {1} needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no id may begin with {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no lasting pattern, and {0} for that to say anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no lasting pattern: {0}; fine prints and dense screens show none either</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pixels of this frame were kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no source is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no species can be left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no subject was before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such file: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such folder: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no take of step {0}: no face came before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no take of step {0}: no face came before {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no take of {0} may be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no take, no journal, no consent and no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no threshold keeps {0} but one that rejects everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no window can be opened here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no {0} can be left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody can be held out to judge the model on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nodded by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise on the face is {0} of that beside it at equal brightness: smoothed or made; not weighed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none for {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none that decodes within {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing but the face is in the picture to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is being recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing moves by itself ({0}), but the head turned as a relief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing stands at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the subject {0}, which stands for the licence of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the two {0} is registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on live skin at this camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one frame so far, two are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only {0} of 3 skin patches lie in the picture, 2 are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over {0} degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plug it in; `sources` lists the cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>privacy mode {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {0} on {1}, since {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>protocol {0} has no step {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the file there, or correct 'file' in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read its stored evidence instead, or use a take of privacy mode full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record a second {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record bona fide takes and attacks of more people, each of whom stands in few of the others' attacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record bona fide takes of more people, and attacks between few of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record bona fide takes of {0} people or more in each {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record more people, species, sessions or cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record on another {0}, or compare sessions: --by session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record one person at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record some</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record takes, or look at what was left out: list, consent list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record takes, see list and consent list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record the take again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record what is missing; takes on which no signal answers do not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record with a consent that is valid for this subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>register it: liveness-studio pai add {0} --id ID --species SPECIES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registered: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject {0} must be below accept {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject: {0} is {1} or less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relief of a face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relief of a face: {0} of the expected parallax{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove them and run it again: erase {0} --resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename the file, or set a UTF-8 locale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>report this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residual motion takes itself back: coherence {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residual {0} x the flow noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore the file from a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run liveness-studio doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run recover on the dataset, then record again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run verify on the dataset; restore the file from a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run verify there, and merge again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run: pip install 'PySide6&lt;6.12'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run: pip install 'PySide6&gt;=6.8.3,!=6.10.1,&lt;6.12'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema {0}, this version reads {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schema {0}, {1} is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see its features in the maker's viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see list and consent list; other takes or another purpose may do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {0} follows protocol {1}, not {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {0} has another {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {0} is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sharpness of the eyes is {0}, {1} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sharpness {value:.0f} (variance of the Laplacian), {limit:.0f} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {0} UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sit before the camera and run it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow: {value:.1f} of {limit:.0f} frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softer light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some of it is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody wrote it by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something went wrong inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split {0} has no part {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start a new take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start a source first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start a take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the take first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest peak on skin {0} dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject {0}, seed {1}, {2} frames/s, {3} x {4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subjects.json lacks {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take the file as calibrate wrote it, or calibrate anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} cannot be amended so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} cannot be bona fide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} cannot replace {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} has no line {1} of theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} holds no frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {0} was reviewed by {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the analysis ended by a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the brighter half of the face has {value:.1f} times the light of the other, limit {limit:.1f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera does not take {0}={1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera has no feature {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera ignores its exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera pylon:{0} is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the camera pylon:{0} is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the caps of {0} must enclose 0, got {1}..{2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check of the exposure was broken off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the computer analyses {0} of {1} frames per second, {2} are needed: fold panels or close other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the computer or the disk is too slow to record every frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the crop of a frame leaves the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the demo camera is not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk at {0} fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk is full at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk is too slow to begin a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk of {0} is nearly full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk of {0} is too full for the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the driver offers none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engine {0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the erasure was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the erasure was cancelled before its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the exposure moves: {value:.0f} % in {seconds:.1f} s, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the eyes are {0} px apart, {1} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the eyes are {0} px apart, {1} needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face is {value:.0f} % of the height from the middle, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face is {value:.0f} % of the width from the middle, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face lies outside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face moves by itself: coherence {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face moves by itself: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the face moves by {value:.1f} of its width a second, limit {limit:.1f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the files are named {0}; see docs/imports.md</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder {0} cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the head moved only {0} % of IOD per frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the head moved {0} % of IOD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the iris is {0} px wide, {1} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal is kept; check the disk and run recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal is kept; check the space on the disk and run recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal is kept; report this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the known screen lies {0} deg from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the landmarks are no numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the level of the face changed by {value:.0f} % in {seconds:.1f} s, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the licence is not that of consent {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network {0} is not as its description says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network {0} is not the one that {1} describes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network {0} of {1} cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the next erase, recover or start of the studio goes on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pre-roll comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the profile {0} was changed after it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recorder failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recording ended at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recording has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rule {0} cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sample dataset could not be recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the session cannot be described so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source ended before the take began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source ended during the take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source gave no frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source gives no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source holds no frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the split {0} cannot be used to calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the strength of a demo scene is 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the take ended by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the take is kept as incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {0} must be above 0 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are bona fide takes of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are too few people to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are too few subjects for {0} parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are too few takes to audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is a split {0} already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no PAI {0} in the registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no bona fide take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no consent record {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no engine {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no export format {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no file {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no layout {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no other {0} to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no picture to read in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no profile {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no protocol {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no review of {0} to take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no signal {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no split {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no take to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no take {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no theme {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no {0} {1} with bona fide takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is nothing of subject {0} in {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is nothing of {0} to take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is only one person to audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is too little to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is too little to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these are no parts of a split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they are not on one disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this cannot be evaluated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this source has no exposure that can be set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tilted by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too little moves by itself: {0}, {1} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training and test need bona fide takes of different people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try again; unplug and plug in the device, or check the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by {yaw:.1f} degrees, limit {yaw_limit:.0f}; nodded by {pitch:.1f}, limit {pitch_limit:.0f}; tilted by {roll:.1f}, limit {roll_limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two eyes before one scene overlap by .5 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two faces before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two faces in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two models are called {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two signals bear one name: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided: no signal can say anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided: {0} lies between {1} and {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided: {0} would accept, but an accept takes {1} families of signals and only {2} speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uneven light: {value:.1f} to 1 between the halves of the face, limit {limit:.1f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown PAI species {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown demo scene {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unpack the set again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update the program, or calibrate anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update the program, or check the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a source that shows a face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a take of privacy mode full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use another scheme, or record more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use letters, digits, dot, underscore and hyphen in names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use letters, digits, dots, underscores and hyphens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use letters, digits, dots, underscores and hyphens: --prefix SITE-</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use one of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use one person a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watched for {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what {0} says does not fit a take file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without what is left out, bona fide takes or attacks are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % of the frames repeat the one before, limit {1} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} GB free, {1} GB needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} abstains: no evidence yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} adds {1} (llr {2}, quality {3}){4}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} asks for what no camera has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bona fide and {1} attacks, {2} of each are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bytes of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bytes, 0 frames decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bytes; {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be linked to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be merged {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be the name of a photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot tell why, {1} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} changed by {1} x a rigid face's usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} changed while it was copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be turned into a take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not look like {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not read back as it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} during the take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files still hold something of another subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} fps (min {1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} frames are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} frames per second, {1} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} frames wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} frame{1} searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free, {1} needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gives no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has a name that is no text in this system's encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has another SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no weight and adds nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has quality 0 and adds nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no frame to record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no header, so that its frames have no label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no scores that were kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a profile that this version does not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged or missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no network that can be run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no packed export that this version reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no picture that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no take that this version reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no video that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a valid {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not empty and no dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not what was registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} keeps no pictures, so that there is nothing to replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} leaves too little to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} line {1} is not TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} media file{1} of other names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} mm from a plane, {1} mm from a bent sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names no source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of a face's parallax{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of an iris is visible, {1} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the patches off the face show the same pattern: it may be the camera's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the people in takes have no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the {1} analyses it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} corners found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} corners tracked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} frame triples so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} people, {1} attacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} people, {1} attacks; each side needs bona fide takes and attacks whose presenter and target are on that side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures, {1} other entries, 0 frames decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} speaks alone: {1} is limited to {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stops of light for one stop of exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes two or more of what is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to the depth camera: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was written by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, and {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, jitter has -0.50, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, not {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: this computer was not heard of for minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: too close to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; a photo or replay of real eyes keeps that, so it says little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; two eyes before one scene overlap by .5 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; {1} dB {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} % (max {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} % of the face clipped, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} (min {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} fps (min {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} frames lost in a row, limit {limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} lost (max {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} px (min {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} px between the eyes, {limit:.0f} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1f} % of the face is black or white, limit {limit:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1f} frames per second from the camera, {limit:.0f} are needed; at most {lost:.0f} lost in a row, limit {lost_limit:.0f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1f}:1 (max {limit:.1f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1f}° (max {limit:.0f})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceDesk</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the source…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (*.mp4 *.mkv *.avi *.mov *.webm *.h5 *.gif *.png *.jpg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the source to come back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recording has ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo, {scene}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening {title}, up to 20 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>person {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{button} the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {note}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source> and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go where most is missing (Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the take and go on (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the subject below to begin the protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step after (Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step before (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step of the protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no take yet: Space records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>protocol complete for this subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {number} of {total}: {headline}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take is good: Return goes on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepPicture</name>
    <message>
        <source>Grey card beside the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person with a hat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person with glasses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person, coming nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person, other light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person, speaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live person, turning</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubjectDesk</name>
    <message>
        <source>Look at the camera</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubjectWindow</name>
    <message>
        <source>For the person before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wait.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeFilter</name>
    <message>
        <source>Filter of the takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retake asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject, id, session, light…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {of}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeModel</name>
    <message>
        <source>superseded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, subject {subject}: {id}, session {session}
score {score}, {dropped} frames dropped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeTable</name>
    <message>
        <source>No takes yet. Fill in the form, then press Space to record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Choose a take to see its course.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abstains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frames are missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ms:.0f} ms, frame {row} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To erase, type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the subject to confirm the erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a withdrawn consent nothing more is recorded. Erasing removes every take of its subject, as presenter and as target and under whichever consent, with scores, exports and keys. There is no way back. Backups, and exports that were copied away, are not reached: delete them by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw a consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw and erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw and erase the subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw and keep the takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw, keep takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would be erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the subject, as it stands above</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

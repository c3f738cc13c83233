namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The layouts of makers' text exports. Each is described in the manual with its source.</summary>
internal static class MakerLayouts
{
    private const ColumnRole Time = ColumnRole.Time;
    private const ColumnRole Skip = ColumnRole.LeftOut;
    private const ChannelKind Acc = ChannelKind.Acceleration;
    private const ChannelKind Other = ChannelKind.Other;

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<MakerLayout> All { get; } =
    [
        new("ActiGraph", @"\A""?-+ Data File Created By ActiGraph")
        {
            Rate = @"\bat (\d+(?:\.\d+)?) Hz",
            Start = @"^Start Time (?<time>\d{1,2}:\d\d:\d\d).*?^Start Date (?<date>[\d./-]+)",
            DateOrder = @"\bdate format (\S+)",
            Header = @"^""?(?:Timestamp""?[,;]""?)?Accelerometer X",
            Columns = ["Accelerometer X", "Accelerometer Y", "Accelerometer Z"],
            Rules = [new("^Timestamp$", Time), new("^Accelerometer ", Unit: "g", Kind: Acc)],
        },
        new("GENEActiv", @"\ADevice Type,GENEActiv")
        {
            Rate = @"^Measurement Frequency,(\d+(?:\.\d+)?) Hz",
            Start = @"^Start Time,(?<date>\d{4}-\d\d-\d\d) (?<time>[\d:.]+)",
            Columns = ["time", "acc_x", "acc_y", "acc_z", "light [lux]", "button", "temperature [C]"],
            Rules = [new("^time$", Time), new("^acc_", Unit: "g", Kind: Acc), new("^(light|button|temperature)$", Kind: Other)],
        },
        new("Axivity", @"\A""?Time""?,\s*""?Accel-X \(g\)")
        {
            Rules = [new("^Time$", Time), new("^Accel-", Unit: "g", Kind: Acc), new("^(Gyro|Mag|Light|Temp|Batt)", Kind: Other)],
        },
        new("Axivity", @"\Atime,x,y,z(?:,temperature)?\r?\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
        {
            Rules = [new("^time$", Time), new("^[xyz]$", Unit: "g", Kind: Acc), new("^temperature$", Kind: Other)],
        },
        new("Axivity", @"\A\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+,-?\d+\.\d+,-?\d+\.\d+,-?\d+\.\d+\r?\n")
        {
            Columns = ["time", "acc_x", "acc_y", "acc_z"],
            Rules = [new("^time$", Time), new("^acc_", Unit: "g", Kind: Acc)],
        },
        new("mHealth", @"\A""?HEADER_TIME_STAMP""?,")
        {
            Rules =
            [
                new("^HEADER_TIME_STAMP$", Time),
                new("^([XYZ])_ACCEL[A-Z]*_METERS_PER_SECOND_SQUARED$", Unit: "m/s^2", Kind: Acc) { Name = "acc_$1" },
                new("^([XYZ])(?:_ACCEL[A-Z]*)?$", Unit: "g", Kind: Acc) { Name = "acc_$1" },
            ],
        },
        new("phyphox", @"\A""?(?:Time|Zeit|Temps|Tiempo) \(s\)""?[,;\t]\s*""?(?:Linear |Lineare )?(?:Acceleration|Beschleunigung|Gyroscope|Magnetic field) ?x")
        {
            Rules =
            [
                new(@"^(Time|Zeit|Temps|Tiempo)$", Time),
                new(@"^(Absolute|Absolut|Beschleunigung absolut)", Kind: Other),
                new(@"^(?:(Linear) |(Linear)e )?(?:Acceleration|Beschleunigung) ?([xyz])$", Kind: Acc) { Name = "$1$2Acceleration $3" },
            ],
        },
        new("Sensor Logger", @"\A""?time""?,""?seconds_elapsed""?,")
        {
            Rules = [new("^seconds_elapsed$", Time, Unit: "s"), new("^time$", Skip)],
        },
        new("OpenBCI", @"\A%\s*OpenBCI Raw")
        {
            Rate = @"^%\s*Sample Rate = (\d+(?:\.\d+)?)",

            // One byte; the numbers of the other boards begin anew elsewhere (OpenBCI, "Cyton data format"). Old files name no board; the Cyton
            // alone has eight channels, or sixteen.
            Counter = new("Sample Index", 256),
            CounterMark = @"^%\s*Board = .*Cyton|(?s:\A(?:(?!\n%\s*Board).)*\n%\s*Number of channels = (?:8|16)\b(?:(?!\n%\s*Board).)*\z)",
            Columns = ["Sample Index", "EXG Channel *", "Accel Channel 0", "Accel Channel 1", "Accel Channel 2", "Timestamp (Formatted)", "Timestamp"],
            ClockBeforeLast = "Timestamp (Formatted)",
            ChannelCount = @"^%\s*Number of channels = (\d{1,3})\b",
            Rules =
            [
                new("^EXG Channel", Unit: "uV", Kind: ChannelKind.Emg) { IsKindAssumed = true },
                new("^Accel Channel 0$", Unit: "g", Kind: Acc) { Name = "Accel X" },
                new("^Accel Channel 1$", Unit: "g", Kind: Acc) { Name = "Accel Y" },
                new("^Accel Channel 2$", Unit: "g", Kind: Acc) { Name = "Accel Z" },
                new("^(Timestamp|Other)", Skip),
                new("^(Sample Index|Analog|Digital|Marker)", Kind: Other),
            ],
        },
        new("Shimmer Consensys", @"^""?Shimmer_\w+?_\w*Timestamp\w*_(?:CAL|RAW)\b")
        {
            Superfluous = "^Shimmer_[0-9A-Za-z]+_|_(?:CAL|RAW)$",
            TwiceBy = ("_RAW", "_CAL"),
            Rules =
            [
                new("Timestamp", Time),
                new("^(PPG|GSR|ECG|EKG|Batt|Temp|Press|Event|Status|Gyro|Mag|VSense|Packet)", Kind: Other),
                new("^Accel_", Kind: Acc), new("^EMG_", Kind: ChannelKind.Emg),
            ],
        },
        new("Delsys Trigno", @"\A""?X ?\[s\]""?[,;\t]")
        {
            HasTimeForEachSensor = true,
            Rules = [new("^X$", Time), new(@"\b(GYRO|MAG(?!nus\b|na\b)|ORIENT|Roll|Pitch|Yaw|Quat)", Kind: Other) { IsNoVoltage = true }, new(@"\bACC\b", Kind: Acc)],
        },
        new("Delsys Trigno Discover", @"Time Series \(s\)")
        {
            HasTimeForEachSensor = true,
            Header = @"Time Series \(s\)",
            Rules = [new("Time Series$", Time), new(@"\b(GYRO|MAG(?!nus\b|na\b)|ORIENT|Roll|Pitch|Yaw|Quat)", Kind: Other) { IsNoVoltage = true }, new(@"\bACC\b", Kind: Acc)],
        },
        new("Noraxon", @"^""?time""?[,;\t]""?Activity""?[,;\t]""?Marker")
        {
            // The lines before the table: type,begin_time,frequency,… and their values.
            Rate = @"^""?record""?[,;\t][^,;\t]*[,;\t]""?(\d+(?:\.\d+)?)",
            Start = @"^""?record""?[,;\t].*?(?<date>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d(?:\.\d+)?)",
            Header = @"^""?time""?[,;\t]""?Activity",
            Rules =
            [
                new("^time$", Time, Unit: "s"),
                new("^(Activity|Marker)", Skip) { IsAnnotations = true },
                new(@"\b(Force|Pressure|Sync|Video)", Kind: Other),
                new(@"\b(Gyro|Mag(?!nus\b|na\b)|Quat|Pitch|Roll|Yaw|Velocity|Angle|Foot|Course|Flexion|Rotation|Abduction)", Kind: Other) { IsNoVoltage = true },
                new(@"\bAccel", Kind: Acc),
                new(@"\b(EMG)\b", Kind: ChannelKind.Emg),

                // A muscle's side before or behind its name: LT BICEPS FEM., VMO RT.
                new(@"^(LT|RT)\b|\b(LT|RT)$", Kind: ChannelKind.Emg) { IsKindAssumed = true },
            ],
        },
        new("Garmin", @"\AGarmin time \[ms\],")
        {
            Superfluous = "^Garmin ",
            Rules = [new("^time$", Time), new("^acc_[xyz]$", Kind: Acc)],
        },
        new("Vicon Nexus", @"\A""?Devices""?[,;\t]*\r?\n""?\d+(?:\.\d+)?""?[,;\t]*\r?\n")
        {
            Rate = @"\A\S+\s*\n""?(\d+(?:\.\d+)?)",
            Header = @"^""?Frame""?[,;\t]""?Sub Frame",
            Rules = [new("^(Sub )?Frame$", Kind: Other), new(@"^(Fx|Fy|Fz|Mx|My|Mz|Cx|Cy|Cz)", Kind: Other)],
        },
        new("activPAL", @"\A""?sep=;""?\r?\n""?Time(?:\([^)]*\))?""?;.*X")
        {
            // One count is 1/63 g around 127 (PAL Technologies, 8 bits over ±2 g).
            Rules =
            [
                new("^Time", Time, Unit: "days"),
                new("^([XYZ])$", Unit: "g", Kind: Acc) { Name = "acc_$1", Offset = 127, Scale = 1 / 63.0 },
                new("^(Index|Data ?Count|Sample|Uptime)", Kind: Other),
            ],
        },
        new("Arduino serial monitor", @"\A\d\d:\d\d:\d\d[.:]\d{3} -> ")
        {
            Columns = ["time", "arrow", "value *"],
            Rules = [new("^time$", Time), new("^arrow$", Skip), new("^value ", Kind: ChannelKind.Emg) { IsKindAssumed = true }],
        },
    ];

    /// <summary>Finds the layout of a file by its first lines.</summary>
    public static MakerLayout? Find(string head) => All.FirstOrDefault(layout => layout.Fits(head));
}

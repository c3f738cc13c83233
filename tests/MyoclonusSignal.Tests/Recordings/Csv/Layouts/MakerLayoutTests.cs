using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>
/// Made-up files as the makers' programs write them. What is asked of each: the right rate, units and kinds, without an option.
/// The layouts are those of the makers' manuals and of public samples; docs/formats.md names the sources.
/// </summary>
public class MakerLayoutTests
{
    private const int Rows = 400;

    [Fact]
    public void ActiGraphWithTimeStamps()
    {
        ReadRecording read = Read(ActiGraph("dd/MM/yyyy", 50, "11/12/2024", string.Empty) + "Timestamp,Accelerometer X,Accelerometer Y,Accelerometer Z\n"
            + Lines(i => $"{Clock(i, 50, "11/12/2024")},{Wave(i)},-0.4,-0.9"));
        Assert.Equal("CSV, ActiGraph", read.Format);
        AssertAccelerometer(read, 50, "g");
    }

    [Fact]
    public void ActiGraphWithCommasBehindThePreamble()
    {
        ReadRecording read = Read(ActiGraph("M/d/yyyy", 30, "6/14/2018", ",,") + "Accelerometer X,Accelerometer Y,Accelerometer Z\n" + Lines(i => $"{Wave(i)},0.01,1.0"));
        AssertAccelerometer(read, 30, "g");
    }

    [Fact]
    public void ActiGraphWithoutNamesOfColumns()
    {
        ReadRecording read = Read(ActiGraph("M/d/yyyy", 80, "6/14/2018", string.Empty) + Lines(i => $"{Wave(i)},0.01,1.0"));
        AssertAccelerometer(read, 80, "g");
    }

    [Fact]
    public void ActiGraphStatesItsStartInTheOrderOfItsDates()
    {
        Assert.Equal(new DateTime(2024, 12, 11, 17, 16, 0), Start(ActiGraph("dd/MM/yyyy", 50, "11/12/2024", string.Empty) + "Accelerometer X,Accelerometer Y,Accelerometer Z\n" + Lines(i => $"{Wave(i)},0,1.0")));
        Assert.Equal(new DateTime(2024, 11, 12, 17, 16, 0), Start(ActiGraph("M/d/yyyy", 50, "11/12/2024", string.Empty) + "Accelerometer X,Accelerometer Y,Accelerometer Z\n" + Lines(i => $"{Wave(i)},0,1.0")));
    }

    [Fact]
    public void GeneActiv()
    {
        ReadRecording read = Read(
            "Device Type,GENEActiv\nDevice Model,1.1\nDevice Unique Serial Code,012967\nMeasurement Frequency,50 Hz\nStart Time,2012-05-09 10:00:00:000\n\nSensor type,MEMS accelerometer x-axis\nRange,-8 to 8\nUnits,g\n"
            + Lines(i => $"2012-05-09 10:00:{i / 50:00}:{i % 50 * 20:000},{Wave(i)},-0.01,-0.98,3,0,26.8"));
        Assert.Equal("CSV, GENEActiv", read.Format);
        AssertAccelerometer(read, 50, "g");
        Assert.All(read.Channels.Skip(1), channel => Assert.Equal(ChannelKind.Other, channel.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Time,Accel-X (g),Accel-Y (g),Accel-Z (g)\n")]
    [InlineData("time,x,y,z\n")]
    public void Axivity(string header)
    {
        ReadRecording read = Read(header + Lines(i => $"2014-05-07 16:29:{i / 100:00}.{i % 100 * 10:000},{Wave(i)},0.047,-1.016"));
        Assert.Equal("CSV, Axivity", read.Format);
        AssertAccelerometer(read, 100, "g");
    }

    [Fact]
    public void AxivityWithTheNameOfItsTimeZone()
    {
        ReadRecording read = Read("time,x,y,z\n" + Lines(i => $"2014-05-07 13:29:{i / 100:00}.{i % 100 * 10:000}+0100 [Europe/London],{Wave(i)},0.047,-1.016"));
        AssertAccelerometer(read, 100, "g");
    }

    [Theory]
    [InlineData("HEADER_TIME_STAMP,X,Y,Z", "g")]
    [InlineData("HEADER_TIME_STAMP,X_ACCELERATION_METERS_PER_SECOND_SQUARED,Y_ACCELERATION_METERS_PER_SECOND_SQUARED,Z_ACCELERATION_METERS_PER_SECOND_SQUARED", "m/s^2")]
    public void MHealth(string header, string unit)
    {
        ReadRecording read = Read(header + "\n" + Lines(i => $"2016-11-01 12:00:{i / 80:00}.{(int)(i % 80 * 12.5):000},{Wave(i)},0.047,-1.016"));
        Assert.Equal("CSV, mHealth", read.Format);
        AssertAccelerometer(read, 80, unit);
    }

    [Theory]
    [InlineData(',', '.')]
    [InlineData(';', ',')]
    [InlineData('\t', '.')]
    public void Phyphox(char separator, char mark)
    {
        string text = "\"Time (s)\",\"Linear Acceleration x (m/s^2)\",\"Linear Acceleration y (m/s^2)\",\"Linear Acceleration z (m/s^2)\",\"Absolute acceleration (m/s^2)\"\n"
            .Replace("\",\"", $"\"{separator}\"", StringComparison.Ordinal);
        ReadRecording read = Read(text + Lines(i => string.Join(separator, new[] { (i * 0.005).ToString("0.000000000E0", CultureInfo.InvariantCulture), Wave(i), "0.1", "0.2", "0.3" }).Replace('.', mark)));
        Assert.Equal("CSV, phyphox", read.Format);
        AssertAccelerometer(read, 200, "m/s^2");
        Assert.Equal(ChannelKind.Other, read.Channels[1].Kind);
    }

    [Fact]
    public void SensorLoggerInAnyOrderOfTheAxes()
    {
        ReadRecording read = Read("time,seconds_elapsed,z,y,x\n" + Lines(i => $"{1700000000000000000 + (i * 10_000_000L)},{Number(i * 0.01)},0.98,{Wave(i)},0"));
        Assert.Equal("CSV, Sensor Logger", read.Format);
        AssertAccelerometer(read, 100, null);
        Assert.Equal(["z", "y", "x"], read.Channels[0].SignalNames);
    }

    [Fact]
    public void PhonesNameTheSensorInTheNameOfTheFile()
    {
        string text = "time,seconds_elapsed,z,y,x\n" + Lines(i => $"{1700000000000000000 + (i * 10_000_000L)},{Number(i * 0.01)},0.98,{Wave(i)},0");
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "Gyroscope.csv");
        Assert.Equal(ChannelKind.Other, Assert.Single(reader.Channels).Kind);
    }

    [Fact]
    public void OpenBci()
    {
        ReadRecording read = Read(
            "%OpenBCI Raw EXG Data\n%Number of channels = 2\n%Sample Rate = 250 Hz\n%Board = OpenBCI_GUI$BoardCytonSerial\n"
            + "Sample Index, EXG Channel 0, EXG Channel 1, Accel Channel 0, Accel Channel 1, Accel Channel 2, Other, Analog Channel 0, Timestamp, Other, Timestamp (Formatted)\n"
            + Lines(i => $"{i % 256}.0, {Wave(i)}, -0.5, 0.01, 0.02, 0.98, 0.0, 0.0, 1693560861.5, 0.0, 2023-09-01 09:34:21.500"));
        Assert.Equal("CSV, OpenBCI", read.Format);
        Assert.Equal(250, read.SampleRate);
        Assert.Equal(["Sample Index", "EXG Channel 0", "EXG Channel 1", "Accel", "Analog Channel 0"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([ChannelKind.Other, ChannelKind.Emg, ChannelKind.Emg, ChannelKind.Acceleration, ChannelKind.Other], read.Channels.Select(channel => channel.Kind));
        Assert.Equal("uV", read.Channels[1].Unit);
        Assert.Contains(read.Warnings, warning => warning.Code == "kind-assumed" && warning.Text.Contains("EXG Channel 0", StringComparison.Ordinal));
    }

    [Fact]
    public void OpenBciOfOldWithoutNamesOfColumns()
    {
        ReadRecording read = Read(
            "%OpenBCI Raw EEG Data\n%Number of channels = 4\n%Sample Rate = 200.0 Hz\n%First Column = SampleIndex\n%Last Column = Timestamp\n"
            + Lines(i => $"{i % 256}, {Wave(i)}, -0.5, 3.5, 4.5, 0.01, 0.02, 0.98, 13:45:00.123, 1693560861500"));
        Assert.Equal(200, read.SampleRate);
        Assert.Equal(["Sample Index", "EXG Channel 0", "EXG Channel 1", "EXG Channel 2", "EXG Channel 3", "Accel"], read.Channels.Select(channel => channel.Name));
    }

    [Theory]
    [InlineData("%", ", 13:45:00.123")]
    [InlineData("%Number of channels = 4", ", 1693560861500")]
    [InlineData("%Number of channels = 4", "")]
    public void OpenBciOfOldWithOneColumnOfTimesOrNone(string channels, string time)
    {
        ReadRecording read = Read($"%OpenBCI Raw EEG Data\n{channels}\n%Sample Rate = 250.0 Hz\n%First Column = SampleIndex\n" + Lines(i => $"{i % 256}, {Wave(i)}, -0.5, 3.5, 4.5, 0.01, 0.02, 0.98{time}"));
        Assert.Equal(["Sample Index", "EXG Channel 0", "EXG Channel 1", "EXG Channel 2", "EXG Channel 3", "Accel"], read.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void ShimmerConsensys()
    {
        ReadRecording read = Read(
            "\"sep=\t\"\nShimmer_86A5_Timestamp_Unix_CAL\tShimmer_86A5_Accel_LN_X_CAL\tShimmer_86A5_Accel_LN_Y_CAL\tShimmer_86A5_Accel_LN_Z_CAL\tShimmer_86A5_EMG_CH1_24BIT_CAL\tShimmer_86A5_Battery_CAL\t\n"
            + "ms\tm/(s^2)\tm/(s^2)\tm/(s^2)\tmV\tmV\t\n"
            + Lines(i => $"{1620000000000 + (i * 2)}.000\t0.1\t0.2\t9.8\t{Wave(i)}\t3900\t"));
        Assert.Equal("CSV, Shimmer Consensys", read.Format);
        Assert.Equal(500, read.SampleRate);
        Assert.Equal([("Accel_LN", ChannelKind.Acceleration, "m/s^2"), ("EMG_CH1_24BIT", ChannelKind.Emg, "mV"), ("Battery", ChannelKind.Other, "mV")], read.Channels.Select(channel => (channel.Name, channel.Kind, channel.Unit)));
    }

    [Fact]
    public void ShimmerRawAndCalibratedIsOneChannel()
    {
        const string Head = "Shimmer_86A5_Timestamp_Shimmer_RAW,Shimmer_86A5_Timestamp_Shimmer_CAL,Shimmer_86A5_EMG_CH1_24BIT_RAW,Shimmer_86A5_EMG_CH1_24BIT_CAL,Shimmer_86A5_EMG_CH2_24BIT_RAW\n";
        string text = Head + "no units,ms,no units,mV,no units\n" + Lines(i => $"{i * 64},{i * 2}.000,{i % 7},{Wave(i)},{i % 5}");
        ReadRecording read = Read(text);
        Assert.Equal(500, read.SampleRate);
        Assert.Equal([("EMG_CH1_24BIT", "mV"), ("EMG_CH2_24BIT", null)], read.Channels.Select(channel => (channel.Name, channel.Unit)));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-left-out" && warning.Text.Contains("Shimmer_86A5_EMG_CH1_24BIT_RAW", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "column-named");
        ReadRecording raw = ReadRecording.From(text, new RecordingOptions { Columns = ["-", "time_ms", "muscle", "calibrated [mV]", "-"] });
        Assert.Equal(["muscle", "calibrated"], raw.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void SensorLoggerWithAccuracy()
    {
        ReadRecording read = Read("time,seconds_elapsed,accuracy,z,y,x\n" + Lines(i => $"{1700000000000000000 + (i * 10_000_000L)},{Number(i * 0.01)},3,0.98,{Wave(i)},0"));
        Assert.Equal([ChannelKind.Other, ChannelKind.Acceleration], read.Channels.Select(channel => channel.Kind));
    }

    [Fact]
    public void ShimmerWithDatesAsTime()
    {
        ReadRecording read = Read(
            "sep=,\nShimmer_A1B2_Timestamp_FormattedUnix_CAL,Shimmer_A1B2_System_Timestamp_CAL,Shimmer_A1B2_EMG_CH1_24BIT_CAL\nyyyy/mm/dd hh:mm:ss.000,ms,mV\n"
            + Lines(i => $"2023/03/04 10:00:00.{i * 2:000},{1677924000000 + (i * 2)}.1,{Wave(i)}"));
        Assert.Equal((500, ChannelKind.Emg, "mV"), (read.SampleRate, Assert.Single(read.Channels).Kind, read.Channels[0].Unit));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(65536)]
    public void DelsysGivesEachSensorAtItsOwnRate(int blockSize)
    {
        StringBuilder text = new("X [s],\"Trigno sensor 1: EMG 1 [V]\",X [s],\"Trigno sensor 1: ACC X 1 [g]\",X [s],\"Trigno sensor 1: ACC Y 1 [g]\",X [s],\"Trigno sensor 1: ACC Z 1 [g]\"\n");
        for (int i = 0; i < 20000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i / 2000.0:0.000000},{i}");
            text.Append(i < 1480 ? string.Create(CultureInfo.InvariantCulture, $",{i / 148.0:0.000000},{i}.5,{i / 148.0:0.000000},0.5,{i / 148.0:0.000000},1.5\n") : ",,,,,,\n");
        }

        ReadRecording read = ReadRecording.From(text.ToString(), capacity: blockSize);
        Assert.Equal("CSV, Delsys Trigno", read.Format);
        Assert.Equal(["Trigno sensor 1: EMG 1", "Trigno sensor 1: ACC 1"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([ChannelKind.Emg, ChannelKind.Acceleration], read.Channels.Select(channel => channel.Kind));
        Assert.Equal(2000, read.Channels[0].SampleRate);
        Assert.Equal(148, read.Channels[1].SampleRate, 1e-3);
        Assert.Equal(Enumerable.Range(0, 20000).Select(i => (double)i), read.Signals[0]);
        Assert.Equal(Enumerable.Range(0, 1480).Select(i => i + 0.5), read.Signals[1]);
    }

    [Fact]
    public void DelsysTrignoDiscover()
    {
        ReadRecording read = Read(
            "Application:,Trigno Discover\nBiceps (81234),,,\n\"EMG 1 Time Series (s)\",\"EMG 1 (mV)\",\"ACC X Time Series (s)\",\"ACC X (G)\"\n,2000 Hz,,100 Hz\n"
            + Lines(i => i < Rows / 20 ? $"{Number(i / 2000.0)},{Wave(i)},{Number(i / 100.0)},0.98" : $"{Number(i / 2000.0)},{Wave(i)},,"));
        Assert.Equal("CSV, Delsys Trigno Discover", read.Format);
        Assert.Equal([(2000.0, "mV"), (100.0, "g")], read.Channels.Select(channel => (channel.SampleRate, channel.Unit)));
    }

    [Fact]
    public void Noraxon()
    {
        string text = "time,Activity,Marker,\"Ultium EMG-LT TIB.ANT., uV\",\"Ultium EMG-RT TIB.ANT., uV\"\n" + Lines(i => $"{Number(i / 2000.0)},Rest,{(i == 20 ? "start" : string.Empty)},{Wave(i)},1");
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadRecording.Path);
        ReadRecording read = ReadRecording.From(reader);
        Assert.Equal("CSV, Noraxon", read.Format);
        Assert.Equal(2000, read.SampleRate);
        Assert.All(read.Channels, channel => Assert.Equal((ChannelKind.Emg, "uV"), (channel.Kind, channel.Unit)));
        Assert.Equal("Ultium EMG-LT TIB.ANT.", read.Channels[0].Name);
        Assert.Equal([new RecordingAnnotation(0, 0.2, "Rest"), new RecordingAnnotation(0.01, null, "start")], reader.Annotations);
    }

    [Theory]
    [InlineData("time,Activity,Marker,\"RT ADD. MAGNUS, uV\",\"RT FOOT EXT., uV\",\"RT Foot Course, deg\"", "{0},,,{1},2,3")]
    [InlineData("\"A Time Series (s)\",\"ADD. MAGNUS: EMG 1 (mV)\",\"A Time Series (s)\",\"ROLLING: EMG 2 (mV)\",\"A Time Series (s)\",\"A: MAG X (uT)\"", "{0},{1},{0},2,{0},3")]
    public void AMuscleWithTheNameOfASensorIsAMuscle(string header, string row)
    {
        ReadRecording read = Read(header + "\n" + Lines(i => string.Format(CultureInfo.InvariantCulture, row, Number(i / 2000.0), Wave(i))));
        Assert.Equal([ChannelKind.Emg, ChannelKind.Emg, ChannelKind.Other], read.Channels.Select(channel => channel.Kind));
    }

    [Theory]
    [InlineData("calibrated_accel_{0} (m/s^2)", "m/s^2")]
    [InlineData("accel_{0} (g)", "g")]
    [InlineData("accel_{0}", "counts")]
    public void GarminTablesStateTheirUnits(string name, string unit)
    {
        // The first message has no acceleration.
        string names = string.Join(',', "xyz".Select(axis => string.Format(CultureInfo.InvariantCulture, name, axis)));
        ReadRecording read = Read($"timestamp,timestamp_ms,{names}\n1000,0,,,\n" + Lines(i => $"{1001 + (i / 25)},{i % 25 * 40},{Wave(i)},0.1,9.8"));
        Assert.Equal(("CSV, Garmin", unit, Rows), (read.Format, Assert.Single(read.Channels).Unit, read.Signals[0].Length));
    }

    [Fact]
    public void ATableOfGarminsNamesWithDatesIsReadAsAnyOther()
    {
        string text = "timestamp,timestamp_ms,accel_x,accel_y,accel_z\n" + Lines(i => $"2024-01-01 10:00:{i / 25:00}.{i % 25 * 40:000},{i % 25 * 40},{Wave(i)},0.1,1");
        Assert.Contains("timestamp_ms", ReadRecording.FaultOf(text, new RecordingOptions()).Message, StringComparison.Ordinal);
        ReadRecording read = ReadRecording.From(text, new RecordingOptions { TimeColumn = "timestamp" });
        Assert.Equal(25, read.SampleRate, 1e-6);
        Assert.Contains(read.Channels, channel => channel.Kind == ChannelKind.Acceleration);
    }

    [Fact]
    public void ActivPal()
    {
        ReadRecording read = Read("sep=;\nTime;Index;X;Y;Z\n" + Lines(i => $"{Number(43208.5 + (i / 20.0 / 86400))};{i};{(i % 2 == 0 ? 127 : 190)};127;64"));
        Assert.Equal("CSV, activPAL", read.Format);
        RecordingChannel acc = read.Channels.Single(channel => channel.Kind == ChannelKind.Acceleration);
        Assert.Equal(("g", 20), (acc.Unit, Math.Round(acc.SampleRate, 2)));
        Assert.Equal([0, 1, -1], [read.Signals[acc.Signals[0]][0], read.Signals[acc.Signals[0]][1], read.Signals[acc.Signals[2]][0]]);
    }

    [Fact]
    public void EmpaticaE4()
    {
        ReadRecording read = Read("1620000000.000000, 1620000000.000000, 1620000000.000000\n32.000000, 32.000000, 32.000000\n" + Lines(i => $"{i % 3},-32,64"));
        Assert.Equal("CSV, Empatica E4", read.Format);
        AssertAccelerometer(read, 32, "g");
        Assert.Equal([-0.5, 1], [read.Signals[1][0], read.Signals[2][0]]);
        Assert.Equal(Rows, read.Signals[0].Length);
    }

    [Fact]
    public void EmpaticaSensorOfOneColumnIsNoMuscle()
    {
        string text = "1620000000.00\n64.000000\n" + Lines(i => Wave(i));
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "BVP.csv");
        Assert.Equal(("BVP", ChannelKind.Other, 64), (reader.Channels[0].Name, reader.Channels[0].Kind, reader.Channels[0].SampleRate));
        Assert.Equal(new DateTime(2021, 5, 3), reader.StartTime);
    }

    [Fact]
    public void OpenSignals()
    {
        ReadRecording read = Read(
            "# OpenSignals Text File Format. Version 1\n# {\"20:16:07:18:17:85\": {\"device\": \"bitalino_rev\", \"sampling rate\": 1000, \"date\": \"2017-4-3\", \"time\": \"13:57:46.0\", \"channels\": [1, 2, 5], \"sensor\": [\"EMG\", \"ECG\", \"RAW\"], "
            + "\"label\": [\"A1\", \"A2\", \"A5\"], \"column\": [\"nSeq\", \"I1\", \"O1\", \"A1\", \"A2\", \"A5\"]}}\n# EndOfHeader\n"
            + Lines(i => $"{i % 16}\t1\t0\t{512 + (i % 9)}\t500\t501\t"));
        Assert.Equal("CSV, OpenSignals", read.Format);
        Assert.Equal(1000, read.SampleRate);
        Assert.Equal(["nSeq", "I1", "O1", "A1", "A2", "A5"], read.Channels.Select(channel => channel.Name));
        Assert.Equal(
            [ChannelKind.Other, ChannelKind.Other, ChannelKind.Other, ChannelKind.Emg, ChannelKind.Other, ChannelKind.Emg], read.Channels.Select(channel => channel.Kind));
        Assert.Contains(read.Warnings, warning => warning.Code == "kind-assumed" && warning.Channel == "A5");
    }

    [Theory]
    [InlineData("bitalino_rev", "EMGBITREV", 10, 3.3 / 1009)]
    [InlineData("biosignalsplux", "EMG", 16, 3.0 / 1000)]
    public void OpenSignalsOfANamedSensorAreVolts(string device, string sensor, int bits, double volts)
    {
        ReadRecording read = Read(
            $"# OpenSignals Text File Format. Version 1\n# {{\"00:07:80\": {{\"device\": \"{device}\", \"sampling rate\": 1000, \"resolution\": [4, {bits}], \"channels\": [1], \"sensor\": [\"{sensor}\"], \"label\": [\"CH1\"], \"column\": [\"nSeq\", \"CH1\"]}}}}\n# EndOfHeader\n"
            + Lines(i => $"{i % 16}\t{(i % 3 == 0 ? 1 << (bits - 1) : i % 3 == 1 ? 0 : (1 << bits) - 1)}"));
        Assert.Equal((ChannelKind.Emg, "mV"), (read.Channels[1].Kind, read.Channels[1].Unit));
        Assert.Equal(0, read.Signals[1][0]);
        Assert.Equal(-500 * volts, read.Signals[1][1], 1e-12);
        Assert.Equal(1000 * volts * (0.5 - Math.Pow(2, -bits)), read.Signals[1][2], 1e-12);
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "counts-not-converted");
    }

    [Fact]
    public void OpenSignalsOfOldWithoutNamesOfColumns()
    {
        ReadRecording read = Read(
            "# OpenSignals Text File Format\n# {\"00:07:80:79:6F:9D\": {\"sensor\": [\"CUSTOM/0.5/1.0/V\"], \"time\": \"17:53:44.456\", \"label\": [\"CH1\"], \"channels\": [1], \"date\": \"2015-4-27\", \"device\": \"bioplux\", \"sampling rate\": 1000, \"resolution\": 12}}\n# EndOfHeader\n"
            + Lines(i => $"{i}\t{2048 + (i % 9)}\t"));
        Assert.Equal([("nSeq", ChannelKind.Other), ("CH1", ChannelKind.Emg)], read.Channels.Select(channel => (channel.Name, channel.Kind)));
        Assert.Equal(1000, read.SampleRate);
        Assert.Contains(read.Warnings, warning => warning.Code == "counts-not-converted" && warning.Text.Contains("CH1", StringComparison.Ordinal));
    }

    [Fact]
    public void NoraxonWithTheLinesOfItsRecord()
    {
        string text = "type,begin_time,frequency,count,created with version,exported with version,measurement_date,record_name\nrecord,0.00000,1500,400,Noraxon MR 4.0.22,4.0.22,2025-08-26T17:29:12.325+07:00,Gait\n\n"
            + "time,Activity,Marker,\"LT BICEPS FEM., uV\",VMO RT,\"Ultium EMG.Internal Accel 1 Ax, mG\",\"Ultium EMG.Internal Accel 1 Ay, mG\",\"Ultium EMG.Internal Accel 1 Az, mG\",\"Ultium EMG.Sync, On\",LT Force\n"
            + Lines(i => $"{(i / 1500.0).ToString("0.00000", CultureInfo.InvariantCulture)},{(i == 0 ? "REST" : string.Empty)},{(i == 150 ? "M1" : string.Empty)},{Wave(i)},{Wave(i + 3)},12.5,-30,990,0,510.{i % 7}");
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadRecording.Path);
        ReadRecording read = ReadRecording.From(reader);
        Assert.Equal(("CSV, Noraxon", 1500, new DateTime(2025, 8, 26, 17, 29, 12, 325)), (read.Format, read.SampleRate, reader.StartTime));
        Assert.Equal(
            [("LT BICEPS FEM.", ChannelKind.Emg, "uV"), ("VMO RT", ChannelKind.Emg, null), ("Ultium EMG.Internal Accel 1", ChannelKind.Acceleration, "mg"), ("Ultium EMG.Sync, On", ChannelKind.Other, null), ("LT Force", ChannelKind.Other, null)],
            read.Channels.Select(channel => (channel.Name, channel.Kind, channel.Unit)));
        Assert.Equal([new RecordingAnnotation(0, null, "REST"), new RecordingAnnotation(0.1, null, "M1")], reader.Annotations);
    }

    [Fact]
    public void ArduinoSerialMonitor()
    {
        ReadRecording read = Read(Lines(i => $"13:45:{i / 100:00}.{i % 100 * 10:000} -> {500 + (i % 7)}"));
        Assert.Equal("CSV, Arduino serial monitor", read.Format);
        Assert.Equal((100, ChannelKind.Emg), (read.SampleRate, Assert.Single(read.Channels).Kind));
        Assert.Equal(503, read.Signals[0][3]);
    }

    [Fact]
    public void GarminMessagesOfFitCsvTool()
    {
        StringBuilder text = new("Type,Local Number,Message,Field 1,Value 1,Units 1,Field 2,Value 2,Units 2\nDefinition,5,accelerometer_data,timestamp,1,,timestamp_ms,1,\nData,0,record,timestamp,\"956600000\",s,heart_rate,\"60\",bpm\n");
        for (int second = 0; second < 20; second++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Data,5,accelerometer_data,timestamp,\"{956600000 + second}\",s,timestamp_ms,\"250\",ms,sample_time_offset,\"{Bars(i => $"{i * 40}")}\",ms,");
            text.Append(CultureInfo.InvariantCulture, $"accel_x,\"{Bars(_ => "32768")}\",counts,calibrated_accel_x,\"{Bars(i => Number((second * 25) + i))}\",g,calibrated_accel_y,\"{Bars(_ => "0.1")}\",g,calibrated_accel_z,\"{Bars(_ => "-0.98")}\",g\n");
        }

        ReadRecording read = Read(text.ToString());
        Assert.Equal(("CSV, Garmin", 25, 500), (read.Format, read.SampleRate, read.Signals[0].Length));
        Assert.Equal(("acc", ChannelKind.Acceleration, "g", 3), (read.Channels[0].Name, Assert.Single(read.Channels).Kind, read.Channels[0].Unit, read.Channels[0].Signals.Count));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (double)i), read.Signals[0]);

        static string Bars(Func<int, string> sample) => string.Join('|', Enumerable.Range(0, 25).Select(sample));
    }

    [Theory]
    [InlineData("timestamp (s),timestamp_ms (ms)")]
    [InlineData("utc_s (s),utc_ms (ms)")]
    public void GarminSamplesWithSecondsAndMillisecondsApart(string times)
    {
        ReadRecording read = Read(times + ",accel_x (counts),accel_y (counts),accel_z (counts),calibrated_accel_x (g),calibrated_accel_y (g),calibrated_accel_z (g),calibrated_accel_x (m/s^2),calibrated_accel_y (m/s^2),calibrated_accel_z (m/s^2)\n"
            + Lines(i => $"{100 + (i / 100)},{i % 100 * 10},33000,33000,33000,{Wave(i)},0.01,1,9,0.1,9.8"));
        Assert.Equal("CSV, Garmin", read.Format);
        AssertAccelerometer(read, 100, "g");
    }

    [Theory]
    [InlineData("Ax,Ay,Az", "acc", ChannelKind.Acceleration)]
    [InlineData("ax,ay,az", "acc", ChannelKind.Acceleration)]
    [InlineData("Z,X,Y", "acc", ChannelKind.Acceleration)]
    [InlineData("Accelerometer X,Accelerometer Y,Accelerometer Z", "Accelerometer", ChannelKind.Acceleration)]
    [InlineData("X_acc,Y_acc,Z_acc", "acc", ChannelKind.Acceleration)]
    [InlineData("Wrist ACC X 1,Wrist ACC Y 1,Wrist ACC Z 1", "Wrist ACC 1", ChannelKind.Acceleration)]
    [InlineData("Gx,Gy,Gz", "gyro", ChannelKind.Other)]
    [InlineData("Wrist Ax,Wrist Ay,Wrist Az", "Wrist acc", ChannelKind.Acceleration)]
    [InlineData("wrist_gx,wrist_gy,wrist_gz", "wrist gyro", ChannelKind.Other)]
    [InlineData("Wrist Gyroscope X,Wrist Gyroscope Y,Wrist Gyroscope Z", "Wrist Gyroscope", ChannelKind.Other)]
    [InlineData("Linear Acceleration x (m/s^2),Linear Acceleration y (m/s^2),Linear Acceleration z (m/s^2)", "Linear Acceleration", ChannelKind.Acceleration)]
    [InlineData("gravity_x,gravity_y,gravity_z", "gravity", ChannelKind.Other)]
    public void ThreeAxesAreOneSensorByTheirMeaning(string heads, string name, ChannelKind kind)
    {
        ReadRecording read = Read($"time_s,{heads}\n" + Lines(i => $"{Number(i * 0.01)},{Wave(i)},0.15,9.8"));
        RecordingChannel channel = Assert.Single(read.Channels);
        Assert.Equal((name, kind, 3), (channel.Name, channel.Kind, channel.Signals.Count));
    }

    [Fact]
    public void IndexWithoutANameIsLeftOut()
    {
        ReadRecording read = Read(",time,emg\n" + Lines(i => $"{i},{Number(i * 0.001)},{Wave(i)}"));
        Assert.Equal((1000, "emg"), (read.SampleRate, Assert.Single(read.Channels).Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-left-out");
    }

    private static void AssertAccelerometer(ReadRecording read, double rate, string? unit)
    {
        RecordingChannel channel = read.Channels[0];
        Assert.Equal((ChannelKind.Acceleration, unit, 3), (channel.Kind, channel.Unit, channel.Signals.Count));
        Assert.Equal(rate, channel.SampleRate, 0.02);
        Assert.Equal(Rows, read.Signals[0].Length);
    }

    private static ReadRecording Read(string text) => ReadRecording.From(text);

    private static DateTime? Start(string text)
    {
        using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadRecording.Path);
        return reader.StartTime;
    }

    private static string ActiGraph(string dates, int rate, string day, string tail) =>
        string.Concat(new[]
        {
            $"------------ Data File Created By ActiGraph GT3X+ ActiLife v6.13.3 Firmware v1.9.2 date format {dates} at {rate} Hz  Filter Normal -----------",
            "Serial Number: XYZ123", "Start Time 17:16:00", $"Start Date {day}", "Epoch Period (hh:mm:ss) 00:00:00", "Download Time 14:52:19", "Download Date 16/12/2024",
            "Current Memory Address: 0", "Current Battery Voltage: 3.74     Mode = 12", "--------------------------------------------------",
        }.Select(line => line + tail + "\n"));

    private static string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(0, Rows).Select(i => line(i) + "\n"));

    private static string Clock(int row, int rate, string day) => string.Create(CultureInfo.InvariantCulture, $"{day} 17:16:{row / rate:00}.{row % rate * 1000 / rate:000}");

    private static string Number(double number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Wave(int row) => (Math.Sin(row * 0.7) + (0.1 * (row % 5))).ToString("0.0000", CultureInfo.InvariantCulture);
}

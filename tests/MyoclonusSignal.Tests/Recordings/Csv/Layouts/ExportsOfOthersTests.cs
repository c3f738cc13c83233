using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>
/// Tables as laboratories and programs hand them over, without an option: the right rate, and of each channel name, kind, unit
/// and number of axes.
/// </summary>
public class ExportsOfOthersTests
{
    private const int Rows = 600;

    public static TheoryData<string> Names => [.. Exports.Keys];

    // Of each: the text or bytes, the rate, and the channels.
    private static Dictionary<string, (byte[] Content, double Rate, string Channels)> Exports { get; } = new()
    {
        ["semicolons and decimal commas"] = Of("Zeit [s];EMG TA links [µV];EMG TA rechts [µV]\n" + Comma(i => $"{N(i / 1000.0)};{E(i)};{E(i + 1)}"), 1000, "EMG TA links emg uV, EMG TA rechts emg uV"),
        ["a mark and twelve lines before the names"] = Of("\uFEFFPatient: 17\nDate: 2024-05-03\nOperator: AB\nDevice: X200\nFilter: 20-450\nGain: 1000\nA\nB\nC\nD\nE\nF\nTime\tEMG\n" + Lines(i => $"{N(i / 1000.0)}\t{E(i)}"), 1000, "EMG emg -"),
        ["a line of units"] = Of("Time,EMG1,ACCX,ACCY,ACCZ\ns,mV,g,g,g\n" + Lines(i => $"{N(i / 1000.0)},{E(i)},0.1{i % 7},0.02,0.98"), 1000, "EMG1 emg mV, ACC acc*3 g"),
        ["a line of units in brackets"] = Of("time,emg\n(s),[uV]\n" + Lines(i => $"{N(i / 1000.0)},{E(i)}"), 1000, "emg emg uV"),
        ["a line of units in words"] = Of("time,emg_ta,acc_x,acc_y,acc_z\nseconds,millivolts,gees,gees,gees\n" + Lines(i => $"{N(i / 1000.0)},{E(i)},0.1{i % 7},0.02,0.98"), 1000, "emg_ta emg mV, acc acc*3 g"),
        ["a line of other words behind the names"] = Of("time,emg_ta,emg_ecr\nraw,raw,raw\n" + Lines(i => $"{N(i / 1000.0)},{E(i)},{E(i + 1)}"), 1000, "emg_ta emg -, emg_ecr emg -"),
        ["a stated separator and quotes"] = Of("sep=;\n\"Time (ms)\";\"Biceps (mV)\"\n" + Comma(i => $"\"{i}\";\"{E(i)}\""), 1000, "Biceps emg mV"),
        ["two sensors of the same names"] = Of("time_s,x,y,z,x,y,z\n" + Lines(i => $"{N(i / 100.0)},0.1,0.2,0.9{i % 9},0.3,0.1,0.8{i % 7}"), 100, "acc acc*3 -, acc (2) acc*3 -"),
        ["numbers in quotes"] = Of("\"t\",\"ch1\"\n" + Lines(i => $"\"{N(i / 500.0)}\",\"{E(i)}\""), 500, "ch1 emg -"),
        ["separators behind the last cell"] = Of("time_s,emg [uV],,,\n" + Lines(i => $"{N(i / 1000.0)},{E(i)},,,"), 1000, "emg emg uV"),
        ["R's write.table"] = Of("\"time\" \"emg\"\n" + Lines(i => $"\"{i + 1}\" {N(i / 1000.0)} {E(i)}"), 1000, "emg emg -"),
        ["R's write.csv"] = Of("\"\",\"time\",\"emg\"\n" + Lines(i => $"\"{i + 1}\",{N(i / 1000.0)},{E(i)}"), 1000, "emg emg -"),
        ["spaces around tabs"] = Of("  Time \t EMG (uV) \n" + Lines(i => $" {i / 1000.0,8:0.000}\t {E(i),10}"), 1000, "EMG emg uV"),
        ["words for missing numbers"] = Of("time_s,emg [uV]\n" + Lines(i => $"{N(i / 1000.0)},{(i % 20) switch { 3 => "NaN", 5 => "NA", 7 => "null", 9 => "N/A", 13 => "None", 15 => "#NUM!", _ => E(i) }}"), 1000, "emg emg uV"),
        ["month before day, AM and PM"] = Of("Timestamp,X,Y,Z\n" + Lines(i => $"5/14/2024 1:00:{i / 50:00}.{i % 50 * 20:000} PM,0.01,0.2,0.97{i % 9}"), 50, "acc acc*3 -"),
        ["no names, spaces"] = Of(Lines(i => $"{i * 0.0005:0.0000} {E(i)} {E(i + 2)}"), 2000, "ch2 emg -, ch3 emg -"),
        ["units in brackets without a space"] = Of("Time[sec],EMG_R[microV],Acc_X[m/s²],Acc_Y[m/s²],Acc_Z[m/s²]\n" + Lines(i => $"{N(i / 1000.0)},{E(i)},0.1,0.3,9.8{i % 7}"), 1000, "EMG_R emg uV, Acc acc*3 m/s^2"),
        ["Windows-1252"] = (Encoding.Latin1.GetBytes("Temps (s);EMG (µV)\n" + Comma(i => $"{N(i / 1000.0)};{E(i)}")), 1000, "EMG emg uV"),
        ["UTF-16"] = ([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Time\tEMG [mV]\r\n" + Lines(i => $"{N(i / 1000.0)}\t{E(i)}\r"))], 1000, "EMG emg mV"),
        ["milliseconds since 1970"] = Of("timestamp,ax,ay,az,gx,gy,gz\n" + Lines(i => $"{1714730000000 + (i * 10)},0.1{i % 7},0.2,9.8{i % 9},0.{i % 10},0.1,0.2"), 100, "acc acc*3 -, gyro other*3 -"),
        ["seconds since 1970"] = Of("ts,acc_x,acc_y,acc_z\n" + Lines(i => $"{1714730000 + (i / 50.0):0.00},0.1{i % 7},0.2,0.98{i % 9}"), 50, "acc acc*3 -"),
        ["LabChart"] = Of("Interval=\t0.001 s\nExcelDateTime=\t4.53E4\t05/03/2024 10:00:00.0\nTimeFormat=\tStartOfBlock\nDateFormat=\t\nChannelTitle=\tEMG L\tEMG R\nRange=\t10.000 mV\t10.000 mV\n" + Lines(i => $"{N(i / 1000.0)}\t{E(i)}\t{E(i + 1)}"), 1000, "EMG L emg mV, EMG R emg mV"),
        ["LabChart with a tab behind the titles"] = Of("Interval=\t0.001 s\nChannelTitle=\tEMG L\tEMG R\t\nRange=\t10.000 mV\t5.000 V\n" + Lines(i => $"{N(i / 1000.0)}\t{E(i)}\t{E(i + 1)}"), 1000, "EMG L emg mV, EMG R emg V"),
        ["LabChart with dates"] = Of("Interval=\t0.001 s\nChannelTitle=\tEMG L\tEMG R\nRange=\t10.000 mV\t5.000 mV\n" + Lines(i => $"{N(i / 1000.0)}\t15/10/2012\t{E(i)}\t{E(i + 1)}"), 1000, "EMG L emg mV, EMG R emg mV"),
        ["LabChart with a remark behind a row"] = Of("Interval=\t0.001 s\nChannelTitle=\tEMG L\tEMG R\nRange=\t10.000 mV\t5.000 mV\n" + Lines(i => $"{N(i / 1000.0)}\t{E(i)}\t{E(i + 1)}{(i == 300 ? "\t#* tap" : "")}"), 1000, "EMG L emg mV, EMG R emg mV"),
        ["LabChart without times"] = Of("Interval=\t0,5 ms\nChannelTitle=\tEMG L\tEMG R\nRange=\t10,000 mV\t10,000 mV\n" + Comma(i => $"{E(i)}\t{E(i + 1)}"), 2000, "EMG L emg mV, EMG R emg mV"),
        ["AcqKnowledge"] = Of("rec.acq\n0.5 msec/sample\n2 channels\nEMG L\nmV\nEMG R\nmV\nmin\tCH1\tCH2\n\t600\t600\n" + Lines(i => $"{i * 0.0005 / 60:0.00000000}\t{E(i)}\t{E(i + 1)}\t"), 2000, "EMG L emg mV, EMG R emg mV"),
        ["AcqKnowledge without counts"] = Of("rec.acq\n1 msec/sample\n2 channels\nEMG L\nmV\nEMG R\nmV\nCH1,CH2,\n" + Lines(i => $"{0.5 + i % 3},{E(i + 1)},"), 1000, "EMG L emg mV, EMG R emg mV"),
        ["Spike2"] = Of("\"Time\",\"1 EMG\",\"2 Acc\"\n" + Lines(i => $"{i / 2000.0:0.0000},{E(i)},0.9{i % 9}"), 2000, "1 EMG emg -, 2 Acc acc -"),
        ["Qualisys"] = Of("NO_OF_SAMPLES\t600\nFREQUENCY\t1500\nNO_OF_CHANNELS\t2\nCHANNEL_NAMES\tLTA\tRTA\nSAMPLE\tTIME\tLTA\tRTA\n" + Lines(i => $"{i + 1}\t{i / 1500.0:0.00000}\t{E(i)}\t{E(i + 1)}"), 1500, "SAMPLE other -, LTA emg -, RTA emg -"),
        ["Vicon Nexus"] = Of("Devices\n1000\n,,Imaginary EMG,\nFrame,Sub Frame,EMG1,EMG2\n,,V,V\n" + Lines(i => $"{(i / 10) + 1},{i % 10},{E(i)},{E(i + 1)}"), 1000, "Frame other -, Sub Frame other -, EMG1 emg V, EMG2 emg V"),
        ["Cometa"] = Of("Time;Right TA : EMG;Left TA : EMG\n" + Comma(i => $"{i / 2000.0:0.00000};{E(i)};{E(i + 1)}"), 2000, "Right TA : EMG emg -, Left TA : EMG emg -"),
        ["microseconds of a board"] = Of("t_us,emg_raw\n" + Lines(i => $"{(i * 1000) + (i % 3)},{512 + (i * 37 % 41)}"), 1000, "emg_raw emg -"),
        ["capitals"] = Of("TIME (MS);TIB ANT L (MV);ACC X (G);ACC Y (G);ACC Z (G)\n" + Lines(i => $"{i};{E(i)};0.1;0.2;0.9{i % 8}"), 1000, "TIB ANT L emg mV, ACC acc*3 g"),
        ["date and time apart"] = Of("Date,Time,X,Y,Z\n" + Lines(i => $"2024-05-03,10:00:{i / 50:00}.{i % 50 * 20:000},0.1,0.2,0.9{i % 8}"), 50, "acc acc*3 -"),
        ["Xsens"] = Of("PacketCounter,SampleTimeFine,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z\n" + Lines(i => $"{i},{i * 10000},0.1,0.2,9.8{i % 8},0.1,0.2,0.{i % 7}"), 100, "PacketCounter other -, Acc acc*3 -, Gyr other*3 -"),
        ["lines with as many cells before the names"] = Of("sep=,\nFilename:,x.mtb,,,\nUpdateRate:,60.0Hz,,,\nPacketCounter,SampleTimeFine,FreeAcc_X,FreeAcc_Y,FreeAcc_Z\n" + Lines(i => $"{i},{i * 10000},0.1,0.2,0.0{i % 8}"), 100, "PacketCounter other -, FreeAcc acc*3 -"),
        ["SensorLog"] = Of("loggingTime(txt),accelerometerTimestamp_sinceReboot(s),accelerometerAccelerationX(G),accelerometerAccelerationY(G),accelerometerAccelerationZ(G)\n" + Lines(i => $"2024-05-03 10:00:{i / 100:00}.{i % 100 * 10:000} +0200,{5000 + (i / 100.0):0.000000},0.1,0.2,0.9{i % 8}"), 100, "accelerometerAcceleration acc*3 g"),
        ["exponents of MATLAB"] = Of(Lines(i => $"  {i / 1000.0:0.0000000e+00}  {(i * 37 % 41) / 7.0:0.0000000e+00}"), 1000, "ch2 emg -"),
        ["times of day"] = Of("Time,EMG (mV)\n" + Lines(i => $"00:00:00.{i:000},{E(i)}"), 1000, "EMG emg mV"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void AnExportIsReadWithoutAnOption(string name)
    {
        (byte[] content, double rate, string channels) = Exports[name];
        ReadRecording read = ReadRecording.From(content);
        Assert.Equal(channels, string.Join(", ", read.Channels.Select(channel =>
            $"{channel.Name} {channel.Kind switch { ChannelKind.Emg => "emg", ChannelKind.Acceleration => "acc", _ => "other" }}{(channel.Signals.Count > 1 ? $"*{channel.Signals.Count}" : string.Empty)} {channel.Unit ?? "-"}")));
        Assert.Equal(rate, read.SampleRate, rate * 1e-4);
        Assert.All(read.Signals, signal => Assert.Equal(Rows, signal.Length));
        Assert.Single(read.Segments);
    }

    private static (byte[] Content, double Rate, string Channels) Of(string text, double rate, string channels) => (Encoding.UTF8.GetBytes(text), rate, channels);

    private static string Lines(Func<int, FormattableString> line) => string.Concat(Enumerable.Range(0, Rows).Select(i => line(i).ToString(CultureInfo.InvariantCulture) + "\n"));

    private static string Comma(Func<int, FormattableString> line) => Lines(line).Replace('.', ',');

    private static string N(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    // No counter, no status and no clock.
    private static string E(int row) => N((80 * Math.Sin(row * 1.9)) + (row * 37 % 41));
}

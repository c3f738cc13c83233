using Spectre.Console;

namespace MyoclonusSignal.Cli;

/// <summary>
/// A table that never breaks a number: where the terminal is too narrow for it, each row becomes a block of lines, one line a
/// column, headed by its first cell.
/// </summary>
internal sealed class FittedTable
{
    // Spectre's simple border leaves a space on either side of a cell, one column between cells, and one at either end.
    private const int WidthAroundCell = 3;

    private readonly List<(string Name, bool IsNumber)> _columns = [];
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a column.</summary>
    /// <param name="name">Its header.</param>
    /// <param name="isNumber">Whether its cells are aligned at the right.</param>
    public void AddColumn(string name, bool isNumber) => _columns.Add((name, isNumber));

    /// <summary>Adds a row, one cell a column.</summary>
    public void AddRow(params string[] cells) => _rows.Add([.. cells.Select(VisibleText.Of)]);

    /// <summary>Prints the table in the form that fits.</summary>
    public void Print(IAnsiConsole output)
    {
        int width = 1 + Enumerable.Range(0, _columns.Count).Sum(column => WidthAroundCell + Widest(column));
        if (width <= output.Profile.Width)
        {
            PrintRows(output);
        }
        else
        {
            PrintBlocks(output);
        }
    }

    private int Widest(int column) => Math.Max(_columns[column].Name.Length, _rows.Select(row => row[column].Length).DefaultIfEmpty(0).Max());

    private void PrintRows(IAnsiConsole output)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach ((string name, bool isNumber) in _columns)
        {
            TableColumn column = new TableColumn(Markup.Escape(name)).NoWrap();
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        output.Write(table);
    }

    private void PrintBlocks(IAnsiConsole output)
    {
        int name = _columns.Max(column => column.Name.Length);
        foreach (string[] row in _rows)
        {
            output.WriteLine();
            output.Line(row[0]);
            for (int column = 1; column < row.Length; column++)
            {
                output.Line($"  {_columns[column].Name.PadRight(name)}  {row[column]}");
            }
        }

        output.WriteLine();
    }
}

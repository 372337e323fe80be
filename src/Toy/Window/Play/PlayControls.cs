using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>From what the player does to what the game does. No drawing, no window.</summary>
internal sealed class PlayControls(PlayTable table, Pointer pointer)
{
    private static readonly Control[] TabOrder =
        [
            Control.None, Control.Step, Control.Run, Control.Again,
            Control.Denoiser, Control.Order, Control.Pace, Control.Temperature, Control.Remasking, Control.Strength,
            Control.Like, Control.Shelf, Control.Copy, Control.Paste, Control.Gif, Control.Png,
        ];

    private Control _dragged;
    private int _gatheredSlot = -1;

    public Control Hovered { get; private set; }

    public Control Focused { get; private set; }

    public System.Numerics.Vector2 Mouse { get; private set; }

    /// <summary>The player asked for something beside the Game.</summary>
    public event Action<Control>? Asked;

    private PlayGame Game => table.Game;

    public void Update(Input input, PlayLayout layout)
    {
        Mouse = input.Mouse;
        Point(input, layout);
        Gather(input);
        Click(input, layout);
        if (input.Wheel != 0 && layout.Timeline.Contains(input.Mouse))
            Game.Scrub(-input.Wheel);
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        for (int i = 0; i < input.Characters.Length; i++)
            Type(input, i);
        // A key may have moved the cursor, and a click changed what is known.
        Point(input, layout);
    }

    private void Point(Input input, PlayLayout layout)
    {
        if (input.MouseMoved || input.LeftPressed || input.RightPressed)
            pointer.Tile = layout.TileAt(input.Mouse);
        bool overStrip = layout.Strip.Contains(input.Mouse) && pointer.Target >= 0;
        if (pointer.Tile >= 0)
            pointer.Target = pointer.Tile;
        else if (!overStrip || input.HasKeys)
            pointer.Target = Game.Cursor;

        Hovered = ControlPanel.At(layout, input.Mouse);
        pointer.OverCell = layout.TryCellAt(input.Mouse, out int slot, out int symbol);
        (pointer.CellSlot, pointer.CellSymbol) = (slot, symbol);
        pointer.Fork = Timeline.ForkAt(layout, table, input.Mouse);
        pointer.Game = Timeline.GameAt(layout, table, input.Mouse);
        pointer.Bead = pointer.Fork >= 0 || pointer.Game != 0 ? -1 : Timeline.BeadAt(layout, table, input.Mouse);
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = CandidateFan.Candidates(Game, pointer.Target, fan);
        if (input.MouseMoved || input.LeftPressed || pointer.Chip >= count)
        {
            pointer.Chip = -1;
            for (int i = 0; i < count; i++)
            {
                if (layout.Chip(pointer.Target, i, count).Contains(input.Mouse))
                    pointer.Chip = i;
            }
        }
    }

    /// <summary>What was put together with Shift held takes effect when Shift is let go.</summary>
    private void Gather(Input input)
    {
        if (input.Shift || pointer.Gathered.IsEmpty)
            return;
        Game.Restrict(_gatheredSlot, pointer.Gathered);
        pointer.Gathered = default;
        _gatheredSlot = -1;
    }

    private void Click(Input input, PlayLayout layout)
    {
        if (!input.LeftDown)
            _dragged = Control.None;
        if (input.RightPressed && pointer.Tile >= 0)
            Game.Remask(pointer.Tile);
        if (input.MiddlePressed && pointer.Chip >= 0)
            Forbid(pointer.Target, Picked());
        if (input.LeftPressed)
        {
            Focused = Control.None;
            ClickAt(input, layout);
        }
        else if (_dragged != Control.None)
        {
            Drag(input, layout, _dragged);
        }
    }

    private void ClickAt(Input input, PlayLayout layout)
    {
        if (pointer.Tile >= 0)
            Game.Reveal(pointer.Tile);
        else if (pointer.Chip >= 0)
            Choose(input);
        else if (pointer.OverCell)
            Game.Force(pointer.CellSlot, (byte)pointer.CellSymbol);
        else if (pointer.Fork >= 0)
            Game.Follow(Game.Forks[pointer.Fork]);
        else if (pointer.Game != 0)
            table.Leave(pointer.Game);
        else if (pointer.Bead >= 0)
            Game.Seek(Game.Branch[pointer.Bead]);
        else if (ScaleOf(Hovered) is not null)
            Drag(input, layout, _dragged = Hovered);
        else if (ChoiceOf(Hovered) is { } choice)
            TurnBy(choice, Stepper.ArrowAt(ControlPanel.BoxOf(layout, Hovered), layout.Unit, input.Mouse));
        else
            Activate(Hovered);
    }

    private void Drag(Input input, PlayLayout layout, Control control)
    {
        if (input.MouseMoved || input.LeftPressed)
            ScaleOf(control)!.Slide(table, Slider.ShareAt(ControlPanel.BoxOf(layout, control), layout.Unit, input.Mouse));
    }

    private Scale? ScaleOf(Control control) => control switch
    {
        Control.Pace => Knobs.Pace(Game.Board.Settings),
        Control.Temperature => Knobs.Temperature,
        Control.Strength => Knobs.Strength,
        _ => null,
    };

    private static Choice? ChoiceOf(Control control) => control switch
    {
        Control.Denoiser => Knobs.Denoiser,
        Control.Order => Knobs.Order,
        Control.Remasking => Knobs.Remasking,
        _ => null,
    };

    private void TurnBy(Choice choice, int by)
    {
        if (by != 0)
            choice.Turn(table, by);
    }

    /// <summary>A candidate was clicked: force it, add it to a set, or forbid it.</summary>
    private void Choose(Input input)
    {
        byte symbol = Picked();
        if (input.Alt)
        {
            Forbid(pointer.Target, symbol);
        }
        else if (input.Shift)
        {
            if (_gatheredSlot != pointer.Target)
                pointer.Gathered = Game.Board.IsRestricted(pointer.Target) ? Game.Board[pointer.Target].Allowed : default;
            _gatheredSlot = pointer.Target;
            pointer.Gathered = pointer.Gathered.Contains(symbol) ? pointer.Gathered.Without(symbol) : pointer.Gathered.With(symbol);
        }
        else
        {
            Game.Force(pointer.Target, symbol);
        }
    }

    private void Forbid(int slot, byte symbol) => Game.Forbid(slot, SymbolSet.Of(symbol));

    private byte Picked()
    {
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        CandidateFan.Candidates(Game, pointer.Target, fan);
        return fan[pointer.Chip];
    }

    private void Press(KeyPress press, Input input)
    {
        if (input.Find(SceneKind.Play, press) is var intent and not Intent.None)
        {
            Do(intent);
            return;
        }
        KeyboardKey key = press.Key;
        if (input.Control)
            return;
        switch (key)
        {
            case KeyboardKey.Tab:
                int place = Array.IndexOf(TabOrder, Focused) + (input.Shift ? TabOrder.Length - 1 : 1);
                Focused = TabOrder[place % TabOrder.Length];
                break;
            case KeyboardKey.Escape:
                Focused = Control.None;
                MoveCursor(-1);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                MoveBy(key == KeyboardKey.Right ? 1 : -1);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                PickBy(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.Home:
                MoveCursor(0);
                break;
            case KeyboardKey.End:
                MoveCursor(Game.Board.Slots - 1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                Game.Scrub(key == KeyboardKey.PageUp ? -1 : 1);
                break;
            case KeyboardKey.Backspace or KeyboardKey.Delete:
                if (pointer.Tile >= 0)
                    Game.Remask(pointer.Tile);
                else
                    Game.Erase(Game.Cursor);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter:
                if (Focused != Control.None)
                    Activate(Focused);
                else if (pointer.Chip >= 0 && pointer.Target >= 0)
                    Choose(input);
                else
                    Game.Run();
                break;
            case KeyboardKey.Space when Focused != Control.None:
                Activate(Focused);
                break;
            case KeyboardKey.Space when input.Shift && pointer.Target >= 0:
                Game.Reveal(pointer.Target);
                break;
            case KeyboardKey.Space:
                Game.Step();
                break;
        }
    }

    private void Do(Intent intent)
    {
        switch (intent)
        {
            case Intent.Redo:
                table.Redo();
                break;
            case Intent.Undo:
                table.Undo();
                break;
            case Intent.Again:
                Game.Again();
                break;
            default:
                if (ErrandOf(intent) is { } errand)
                    Asked?.Invoke(errand);
                break;
        }
    }

    private void Type(Input input, int place)
    {
        char character = input.Characters[place];
        if (character == ' ')
            return;
        Focused = Control.None;
        // With no tile picked, a key does what it is named for.
        Intent intent = pointer.Target < 0 ? input.FindFree(SceneKind.Play, place) : Intent.None;
        if (intent == Intent.None)
            Game.Type(character, pointer.Target);
        else if (intent == Intent.Sound)
            Asked?.Invoke(Control.Sound);
        else
            Do(intent);
        if (intent is not (Intent.None or Intent.Again))
            return;
        // The keyboard has the word until the mouse moves again.
        pointer.Tile = -1;
        pointer.Target = Game.Cursor;
        pointer.Chip = -1;
    }

    private static Control? ErrandOf(Intent intent) => intent switch
    {
        Intent.Like => Control.Like,
        Intent.Copy => Control.Copy,
        Intent.Paste => Control.Paste,
        Intent.Gif => Control.Gif,
        Intent.Png => Control.Png,
        _ => null,
    };

    private void MoveBy(int by)
    {
        if (ChoiceOf(Focused) is { } choice)
        {
            choice.Turn(table, by);
        }
        else if (ScaleOf(Focused) is { } scale)
        {
            scale.Turn(table, by);
        }
        else
        {
            Focused = Control.None;
            int from = pointer.Target >= 0 ? pointer.Target : by > 0 ? -1 : Game.Board.Slots;
            MoveCursor(Math.Clamp(from + by, 0, Game.Board.Slots - 1));
        }
    }

    private void MoveCursor(int slot)
    {
        Game.MoveTo(slot);
        pointer.Tile = -1;
        pointer.Target = slot;
        pointer.Chip = -1;
    }

    private void PickBy(int by)
    {
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = CandidateFan.Candidates(Game, pointer.Target, fan);
        if (count > 0)
            pointer.Chip = Math.Clamp(pointer.Chip + by, -1, count - 1);
    }

    private void Activate(Control control)
    {
        switch (control)
        {
            case Control.Step:
                Game.Step();
                break;
            case Control.Run:
                Game.Run();
                break;
            case Control.Again:
                Game.Again();
                break;
            default:
                Asked?.Invoke(control);
                break;
        }
    }
}
